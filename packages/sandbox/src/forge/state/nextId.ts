let last = 0;

/**
 * An id that no other object of this forge has or had, also before a restart:
 * the time in milliseconds, or one more when that is taken.
 */
export function nextId(): number {
  last = Math.max(last + 1, Date.now());
  return last;
}
