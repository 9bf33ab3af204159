import type {
  EnvironmentStatus,
  MicroAppStatus,
  PullRequestStatus,
} from '@microapps/plugin-microapps-common';

/** A preview, as a row shows it. */
export type PreviewRow = {
  number: number;
  /** The request that it belongs to; absent when the forge no longer names it. */
  request?: PullRequestStatus;
  state: EnvironmentStatus['state'];
  url?: string;
  message?: string;
  staleSince?: string;
  /** Its request is no longer open, so it is on its way out. */
  leaving: boolean;
};

/**
 * The previews of a micro-app: one for each open request, the newest first, then those
 * that still stand although their request is approved or closed.
 */
export function previewsOf({
  environments,
  pullRequests,
}: MicroAppStatus): PreviewRow[] {
  const standing = environments.filter(
    ({ pullRequest }) => pullRequest !== undefined,
  );
  const environmentOf = (number: number) =>
    standing.find(({ pullRequest }) => pullRequest === number);
  const open = pullRequests.filter(
    ({ state, kind }) => state === 'open' && kind !== 'remove',
  );
  const isOpen = (number?: number) =>
    open.some(request => request.number === number);

  return [
    ...open.map(request => ({
      ...rowOf(request.number, environmentOf(request.number)),
      request,
      state: request.preview?.state ?? 'notThereYet',
      url: request.preview?.url,
      leaving: false,
    })),
    ...standing
      .filter(({ pullRequest }) => !isOpen(pullRequest))
      .map(environment => ({
        ...rowOf(environment.pullRequest!, environment),
        request: pullRequests.find(
          ({ number }) => number === environment.pullRequest,
        ),
        state: environment.state,
        leaving: true,
      })),
  ];
}

function rowOf(number: number, environment?: EnvironmentStatus) {
  return {
    number,
    message: environment?.message,
    staleSince: environment?.staleSince,
  };
}
