import type {
  Check,
  MicroApp,
  PullRequestStatus,
} from '@microapps/plugin-microapps-common';
import type {
  EnvironmentConfig,
  ForgePullRequest,
  Problem,
} from '@microapps/plugin-microapps-node';
import type { PlacedFact } from '../store/FactTable';
import type { SourceState } from '../store/SourceBoard';

/** A micro-app's folder as it stands on the deployed branch. */
export type InstanceFact = {
  /** Absent when `values.yaml` cannot be read. */
  app?: MicroApp;
  /** What each environment is pinned to, as far as it can be read. */
  pinned: ReadonlyMap<string, MicroApp | undefined>;
  /** What is wrong with its files. */
  problems: readonly Problem[];
};

/** A request, its checks, and what it asks for. */
export type PullRequestFact = {
  pullRequest: ForgePullRequest;
  /** What it was when it was first seen open; absent when it was not. */
  kind?: PullRequestStatus['kind'];
  checks: readonly Check[];
  /** `values.yaml` at the request's head, when it can be read. */
  app?: MicroApp;
  /** At the request's head there is no `values.yaml`. */
  removes?: boolean;
};

/** All that is known of one micro-app; its status follows from it alone. */
export type Knowledge = {
  name: string;
  /** Who it is: from Git, else from its request, else from when it was in Git. */
  app?: MicroApp;
  /** Absent when it has no folder on the deployed branch. */
  instance?: InstanceFact;
  /** When its folder was first seen there; milliseconds since 1970. */
  instanceSince?: number;
  pullRequests: readonly PullRequestFact[];
  facts: readonly PlacedFact[];
  /** In the order of promotion. */
  environments: readonly EnvironmentConfig[];
  /** How a source stands. */
  source: (id: string) => SourceState & { title: string };
  /** The ids of the sources of Git and of requests. */
  gitSource: string;
  forgeSource: string;
  /** Milliseconds since 1970. */
  now: number;
};

/** The source of what is seen in a cluster. */
export function clusterSource(cluster: string): string {
  return `cluster:${cluster}`;
}
