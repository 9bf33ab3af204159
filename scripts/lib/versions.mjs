/** What is fetched when the machine does not have it. */
export const PINNED = {
  node: '24.21.0',
  yarn: '4.13.0',
  kustomize: '5.7.1',
  helm: '3.19.5',
};

/**
 * The first version in a text, such as `git version 2.39.5`.
 *
 * @param {string} text
 * @returns {[number, number, number] | undefined}
 */
export function parseVersion(text) {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match
    ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
    : undefined;
}

/**
 * Whether a version is the wanted one or newer.
 *
 * @param {readonly number[] | undefined} version
 * @param {readonly number[]} wanted
 */
export function isAtLeast(version, wanted) {
  if (!version) {
    return false;
  }
  for (const [index, part] of wanted.entries()) {
    const difference = (version[index] ?? 0) - part;
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return true;
}
