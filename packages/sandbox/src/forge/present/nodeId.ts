/** An opaque id as GitHub's `node_id`: the kind and the number, encoded. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}
