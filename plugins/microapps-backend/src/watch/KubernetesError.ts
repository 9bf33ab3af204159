/** An answer of a cluster that is not the one asked for. */
export class KubernetesError extends Error {
  /** The HTTP status, or the code of the `Status` that a watch sent. */
  readonly status: number;
  /** How long the cluster asks to be left alone; milliseconds. */
  readonly retryAfter?: number;

  constructor(
    status: number,
    message: string,
    options: { retryAfter?: number } = {},
  ) {
    super(message);
    this.name = 'KubernetesError';
    this.status = status;
    this.retryAfter = options.retryAfter;
  }
}
