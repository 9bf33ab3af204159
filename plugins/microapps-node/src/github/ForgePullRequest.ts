import { microAppNameSchema } from '@microapps/plugin-microapps-common';

const PREFIX = 'feature/';

/** The branch of a micro-app's requests. */
export function branchOfApp(app: string): string {
  return `${PREFIX}${app}`;
}

/** The micro-app that a branch is for; `undefined` when it is for something else. */
export function appOfBranch(branch: string): string | undefined {
  const app = branch.startsWith(PREFIX)
    ? branch.slice(PREFIX.length)
    : undefined;
  return microAppNameSchema.safeParse(app).success ? app : undefined;
}

/** A request for a micro-app, as it stands on the forge. */
export type ForgePullRequest = {
  number: number;
  title: string;
  /** The page on which a person reviews it. */
  url: string;
  /** `feature/<app>`. */
  branch: string;
  /** The micro-app's name: the branch without `feature/`. */
  app: string;
  state: 'open' | 'merged' | 'closed';
  /**
   * Who asked for it: the person named in its text by the portal, else the
   * login of whoever opened it.
   */
  author: string;
  headSha: string;
  /**
   * The commit of the base branch that it is compared with. Together with
   * `headSha` it tells whether `mergeable` may have changed.
   */
  baseSha?: string;
  /** RFC 3339. */
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
  /**
   * Absent while the forge has not worked it out, and in lists, where it is
   * never told: ask for the one request.
   */
  mergeable?: boolean;
};
