const SUFFIXES: { [suffix: string]: number } = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Reads a Kubernetes quantity, `1.5Gi`, `250m`, `1e3`; what is none counts as zero. */
export function parseQuantity(text: unknown): number {
  const match =
    /^([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?|[+-]?\d+\.)([a-zA-Z]*)$/.exec(
      String(text).trim(),
    );
  const factor = match && SUFFIXES[match[2]];
  return factor ? Number(match[1]) * factor : 0;
}

/** Writes a number of cores, bytes or things as Kubernetes does. */
export function printQuantity(value: number): string {
  if (!Number.isInteger(value)) {
    return `${Math.ceil(value * 1000)}m`;
  }
  for (const suffix of ['Gi', 'Mi', 'Ki']) {
    if (value !== 0 && value % SUFFIXES[suffix] === 0) {
      return `${value / SUFFIXES[suffix]}${suffix}`;
    }
  }
  return String(value);
}
