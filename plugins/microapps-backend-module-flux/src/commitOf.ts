/**
 * The Git commit in Flux's name of a revision: `main@sha1:abc`, `sha1:abc`, and
 * before Flux 2 `main/abc`. An OCI artifact's digest is none.
 */
export function commitOf(revision: string | undefined): string | undefined {
  return /(?:^|@)sha1:([0-9a-f]+)$|\/([0-9a-f]{40})$/
    .exec(revision ?? '')
    ?.slice(1)
    .find(commit => commit !== undefined);
}
