/**
 * Whether a live object holds all that is desired. What the API server or a
 * controller added besides is no difference.
 */
export function matchesDesired(desired: unknown, live: unknown): boolean {
  if (desired === undefined || desired === null) {
    return live === undefined || live === null;
  }
  if (Array.isArray(desired)) {
    return (
      Array.isArray(live) &&
      live.length === desired.length &&
      desired.every((item, at) => matchesDesired(item, live[at]))
    );
  }
  if (typeof desired === 'object') {
    if (typeof live !== 'object' || live === null || Array.isArray(live)) {
      // An empty map is not kept by every API server.
      return live === undefined && Object.keys(desired).length === 0;
    }
    return Object.entries(desired).every(([key, value]) =>
      matchesDesired(value, (live as Record<string, unknown>)[key]),
    );
  }
  return desired === live || sameQuantity(desired, live);
}

const SCALES: Record<string, number> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** `1000m` and `1` are the same quantity; API servers write the shorter one. */
function sameQuantity(a: unknown, b: unknown): boolean {
  const left = quantity(a);
  const right = quantity(b);
  return left !== undefined && right !== undefined && left === right;
}

function quantity(value: unknown): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti|)$/.exec(String(value));
  return match ? Number(match[1]) * SCALES[match[2]] : undefined;
}
