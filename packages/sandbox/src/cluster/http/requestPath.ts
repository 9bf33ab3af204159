/** An address of the API that means objects. */
export type ResourcePath = {
  group: string;
  version: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
};

/**
 * Reads `/api/v1/…` and `/apis/<group>/<version>/…`. `undefined` for any other
 * address, those of discovery included.
 */
export function parseResourcePath(pathname: string): ResourcePath | undefined {
  const parts = decodedParts(pathname);
  if (!parts) {
    return undefined;
  }
  const isCore = parts[0] === 'api';
  if (!isCore && parts[0] !== 'apis') {
    return undefined;
  }
  const [group, version, ...rest] = isCore
    ? ['', ...parts.slice(1)]
    : parts.slice(1);
  if (!version || !rest.length || rest.length > 5) {
    return undefined;
  }
  // /namespaces/<name> and its subresources mean the namespace itself.
  const isWithin =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !(isCore && ['status', 'finalize'].includes(rest[2]));
  const namespace = isWithin ? rest[1] : undefined;
  const [plural, name, subresource, ...surplus] = isWithin
    ? rest.slice(2)
    : rest;
  return surplus.length
    ? undefined
    : { group, version, plural, namespace, name, subresource };
}

/** The parts between the slashes; `undefined` when one is badly encoded. */
export function decodedParts(pathname: string): string[] | undefined {
  try {
    return pathname
      .split('/')
      .filter(part => part !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
