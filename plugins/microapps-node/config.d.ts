export interface Config {
  /** Micro-apps: where they stand in Git and where they run. */
  microapps?: {
    repositories: {
      /** The repository that makers' requests go to. */
      microapps: MicroAppsRepository;
      /** What is offered to whom, and the operators' definitions. */
      appsCatalog?: MicroAppsRepository;
      /** Policies, prices and what the clusters are started with. */
      platformInfra?: MicroAppsRepository;
    };
    clusters?: Array<{
      /** A short name, such as `staging`. */
      name: string;
      /** The address of the cluster's API server. */
      url: string;
      authProvider?: 'serviceAccount';
      /**
       * The token of a service account that may read. Without one, the
       * portal's own service account is used.
       * @visibility secret
       */
      serviceAccountToken?: string;
      /** Base64-encoded PEM of the cluster's certificate authority. */
      caData?: string;
      /** For trying out only. */
      skipTLSVerify?: boolean;
      /** How the addresses that this cluster serves are reached. */
      ingress?: {
        /** `https` by default. */
        protocol?: 'http' | 'https';
        /** The protocol's own by default. */
        port?: number | string;
      };
    }>;
    /** In the order of promotion; previews run in the cluster of the first. */
    environments?: Array<{
      name: string;
      /** The name of one of the clusters. */
      cluster: string;
    }>;
  };
}

/** A repository on a server that `integrations.github` has credentials for. */
interface MicroAppsRepository {
  /** Such as `https://github.com/acme/microapps`. */
  url: string;
  /** `main` by default. */
  branch?: string;
}
