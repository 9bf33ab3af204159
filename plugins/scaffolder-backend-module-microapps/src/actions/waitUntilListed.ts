import { setTimeout as wait } from 'node:timers/promises';

/** How long a person waits at most for the page; a webhook takes a second or two. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 500;

/** How {@link waitUntilListed} asks and waits. */
export type WaitUntilListedOptions = {
  /** Whether the catalog has it by now. */
  isListed: () => Promise<boolean>;
  signal?: AbortSignal;
  /** Milliseconds; 20,000 when absent. */
  patienceMs?: number;
  /** Milliseconds between two questions; 500 when absent. */
  pauseMs?: number;
};

/**
 * Waits until the catalog has the new micro-app, so that the link at the end of
 * the form leads to its page and not to "not found".
 *
 * @returns false when patience ran out or the catalog gave no answer: the
 *   request is sent all the same, and its page comes later
 */
export async function waitUntilListed(
  options: WaitUntilListedOptions,
): Promise<boolean> {
  const { isListed, signal } = options;
  const pauseMs = options.pauseMs ?? PAUSE_MS;
  const questions = Math.ceil((options.patienceMs ?? PATIENCE_MS) / pauseMs);
  for (let asked = 0; asked < questions && !signal?.aborted; asked += 1) {
    if (await isListed().catch(() => false)) {
      return true;
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
