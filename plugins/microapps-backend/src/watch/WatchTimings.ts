/** A watch's times; milliseconds unless said otherwise. */
export type WatchTimings = {
  /** The longest first wait after a failure. */
  backoffBase: number;
  /** The longest wait after many failures. */
  backoffMax: number;
  /** Within which a request must be answered. */
  answer: number;
  /** How long nothing may arrive on a watch before it counts as dead. */
  silence: number;
  /** For how long the cluster is asked to keep one watch; seconds. */
  watchDuration: number;
  /** A watch that held this long ends a row of failures. */
  settled: number;
  /** How often a kind that the cluster does not know is looked for again. */
  absentRetry: number;
};

/** What suits a real cluster. */
export const DEFAULT_WATCH_TIMINGS: WatchTimings = {
  backoffBase: 500,
  // A cluster that comes back is noticed within this time.
  backoffMax: 15_000,
  answer: 30_000,
  // An apiserver sends a bookmark about once a minute; half of another is slack.
  silence: 90_000,
  // What client-go asks for at the least.
  watchDuration: 300,
  settled: 1_000,
  absentRetry: 60_000,
};
