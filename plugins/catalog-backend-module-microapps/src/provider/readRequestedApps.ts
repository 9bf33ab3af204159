import type { Forge, ForgePullRequest } from '@microapps/plugin-microapps-node';

/** The values of a micro-app that stands in an open request only. */
export type RequestedApp = {
  pullRequest: ForgePullRequest;
  /** `instances/<app>/values.yaml` */
  path: string;
  text: string;
};

/**
 * Reads, from every open request that adds a micro-app, its values.
 *
 * @param files - what is on the main branch; micro-apps that are there already
 *   are not new, whatever a request does with them
 */
export async function readRequestedApps(
  forge: Pick<Forge, 'listPullRequests' | 'readFile'>,
  files: ReadonlyMap<string, string>,
): Promise<RequestedApp[]> {
  const pullRequests = await forge.listPullRequests();
  const candidates = pullRequests
    .filter(({ state }) => state === 'open')
    .map(pullRequest => ({
      pullRequest,
      path: `instances/${pullRequest.app}/values.yaml`,
    }))
    .filter(({ path }) => !files.has(path));

  const found = await Promise.all(
    candidates.map(async ({ pullRequest, path }) => ({
      pullRequest,
      path,
      text: await forge.readFile(path, pullRequest.headSha),
    })),
  );
  return found.flatMap(({ text, ...rest }) =>
    text === undefined ? [] : [{ ...rest, text }],
  );
}
