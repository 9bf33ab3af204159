import { setTimeout as delay } from 'node:timers/promises';

/** Waits; returns early, and without an error, when the signal is aborted. */
export async function sleep(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}
