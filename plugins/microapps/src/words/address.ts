/** The protocols that a link may have; an address may come from a cluster, so it is checked. */
const SAFE_PROTOCOLS = new Set(['http:', 'https:']);

/** The address when it is one of the web's, else `undefined`: `javascript:` never becomes a link. */
export function safeAddress(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) {
    return undefined;
  }
  return SAFE_PROTOCOLS.has(new URL(address).protocol) ? address : undefined;
}

/** The address as a person would write it: no protocol, no slash at its end. */
export function plainAddress(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
