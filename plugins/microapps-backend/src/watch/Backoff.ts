/** Waits that grow, with jitter, so that many watches do not return as one. */
export class Backoff {
  private attempt = 0;

  constructor(
    private readonly options: {
      /** The longest first wait; milliseconds. */
      base: number;
      /** The longest wait of all; milliseconds. */
      max: number;
      random?: () => number;
    },
  ) {}

  /** The next wait; milliseconds. Between half and all of what has grown. */
  next(): number {
    const { base, max, random = Math.random } = this.options;
    const grown = Math.min(max, base * 2 ** this.attempt);
    this.attempt += 1;
    return grown / 2 + (random() * grown) / 2;
  }

  reset(): void {
    this.attempt = 0;
  }
}
