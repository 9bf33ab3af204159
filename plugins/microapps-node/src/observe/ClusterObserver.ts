import type { Health, Sync } from '@microapps/plugin-microapps-common';

/** A kind that an observer wants to see, as the Kubernetes API names it. */
export type ObservedKind = {
  /** The API group; empty for the core group. */
  group: string;
  version: string;
  /** The resource's plural, as in the URL: `applications`. */
  plural: string;
  /** Kubernetes' label selector; everything when absent. */
  labelSelector?: string;
};

/** A Kubernetes object as it arrives: nothing about it is trusted. */
export type ObservedObject = {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    creationTimestamp?: string;
    deletionTimestamp?: string;
  };
  [field: string]: unknown;
};

/** What a fact is about: a micro-app in one environment. */
export type FactSubject = {
  app: string;
  /** staging, production … or preview. */
  environment: string;
  /** The pull request's number, on previews. */
  pullRequest?: number;
};

/** What an operator says of its sync of one micro-app. */
export type DeploymentFact = FactSubject & {
  type: 'deployment';
  operator: 'argocd' | 'flux';
  /** The namespace deployed to. */
  namespace: string;
  sync: Sync;
  health: Health;
  /** Why it is not well, in the operator's words. */
  message?: string;
  /** The Git commit that is deployed. */
  revision?: string;
  images?: string[];
  urls?: string[];
  /** RFC 3339. */
  lastDeployedAt?: string;
};

/** An address at which the micro-app answers. */
export type AddressFact = FactSubject & {
  type: 'address';
  namespace: string;
  url: string;
};

/** One workload and how much of it is up. */
export type WorkloadFact = FactSubject & {
  type: 'workload';
  namespace: string;
  name: string;
  ready: number;
  desired: number;
  images: string[];
};

/** What observers make of objects, and all that is kept of them. */
export type Fact = DeploymentFact | AddressFact | WorkloadFact;

/** What an observer knows of the cluster that an object stands in. */
export type ObservationContext = {
  /** The cluster's name in the config. */
  cluster: string;
  /** How addresses of this cluster are reached. */
  ingress: {
    /** `https` unless configured otherwise. */
    protocol: 'http' | 'https';
    /** Absent for the protocol's own. */
    port?: number;
  };
};

/** Declares the kinds it wants and turns each object into facts. */
export interface ClusterObserver {
  /** Unique among observers: `argocd`. */
  readonly id: string;
  /** How people call what it observes: `Argo CD`. */
  readonly title: string;
  readonly kinds: ObservedKind[];
  /**
   * Pure: the same object gives the same facts. An object that is no
   * micro-app's gives none.
   */
  observe(object: ObservedObject, context: ObservationContext): Fact[];
}
