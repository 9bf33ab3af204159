/** A repository on a GitHub (or GitHub Enterprise) server. */
export type RepositoryLocation = {
  /** As a browser opens it, without `.git` and trailing slash. */
  url: string;
  /** With the port, when there is one. */
  host: string;
  owner: string;
  repo: string;
  /** The branch that is deployed; `main` unless configured otherwise. */
  branch: string;
};

/** How a cluster's API server is reached, as Backstage's Kubernetes plugin names it. */
export type ClusterConfig = {
  name: string;
  url: string;
  /**
   * `serviceAccount` takes `serviceAccountToken`, or without one the portal's
   * own service account in the cluster that it runs in.
   */
  authProvider: 'serviceAccount';
  serviceAccountToken?: string;
  /** Base64-encoded PEM of the cluster's certificate authority. */
  caData?: string;
  skipTLSVerify: boolean;
  /** How the addresses that the cluster serves are reached from outside. */
  ingress: {
    protocol: 'http' | 'https';
    /** Absent for the protocol's own. */
    port?: number;
  };
};

/** One step of promotion and the cluster that it runs in. */
export type EnvironmentConfig = {
  name: string;
  /** The name of a {@link ClusterConfig}. */
  cluster: string;
};

/** `microapps:` in app-config.yaml. */
export type MicroAppsConfig = {
  repositories: {
    microapps: RepositoryLocation;
    appsCatalog?: RepositoryLocation;
    platformInfra?: RepositoryLocation;
  };
  clusters: ClusterConfig[];
  /** In the order of promotion; previews run in the cluster of the first. */
  environments: EnvironmentConfig[];
};
