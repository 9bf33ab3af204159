const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a Go duration such as `1h30m`; the fallback when it is none. */
export function duration(text: unknown, fallback: number): number {
  const parts = String(text).match(/\d+(?:\.\d+)?(?:ms|s|m|h)/g);
  if (!parts || parts.join('') !== String(text)) {
    return fallback;
  }
  return parts.reduce((sum, part) => {
    const [, value, unit] = /^([\d.]+)(\D+)$/.exec(part)!;
    return sum + Number(value) * UNITS[unit];
  }, 0);
}
