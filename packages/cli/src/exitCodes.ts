/** The exit codes of every command. */
export const EXIT_CODES = {
  /** Everything was looked at, and nothing needs a fix. */
  ok: 0,
  /** Something needs a fix. */
  findings: 1,
  /** It could not be looked at: a wrong argument, a missing program. */
  failed: 2,
} as const;
