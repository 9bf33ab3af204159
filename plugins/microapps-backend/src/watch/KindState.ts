/** How a watch of one kind stands. */
export type KindState = {
  /**
   * `connecting` until the first list is whole; `absent` when the cluster does
   * not know the kind, which is normal where an operator is not installed.
   */
  state: 'connecting' | 'fresh' | 'stale' | 'absent';
  /** When the last good word came; milliseconds since 1970. */
  lastWordAt?: number;
  /** What went wrong, in one sentence without its end, for a stale kind. */
  message?: string;
};
