/** Nothing came over a connection for longer than it may be quiet. */
export class SilenceError extends Error {
  constructor(silence: number) {
    super(`it said nothing for ${Math.round(silence / 1000)} s`);
    this.name = 'SilenceError';
  }
}
