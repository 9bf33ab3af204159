/** How much of a digest or a commit tells it from its neighbours. */
const SHORT = 7;

/**
 * The version that an image reference names: its tag, else the start of its digest,
 * else `latest`, which is what a reference without either means.
 */
export function imageVersion(image: string): string {
  const [name, digest] = image.split('@');
  // A colon before the last slash belongs to the registry's port.
  const tag = name.slice(name.lastIndexOf('/') + 1).split(':')[1];
  if (tag) {
    return tag;
  }
  return digest ? digest.replace(/^sha256:/, '').slice(0, SHORT) : 'latest';
}

/** A commit, short enough to read out. */
export function shortRevision(revision: string): string {
  // Flux writes the branch in front: main@sha1:3f2c1ab…
  return revision.slice(revision.lastIndexOf(':') + 1).slice(0, SHORT);
}
