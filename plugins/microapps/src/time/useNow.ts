import { useSyncExternalStore } from 'react';

/** How often relative times move. */
const TICK_MS = 15_000;

const listeners = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for every time on the screen; it rests while none is shown. */
function subscribe(listener: () => void): () => void {
  if (timer === undefined) {
    // The stored time is from the last screen.
    now = new Date();
    timer = setInterval(tick, TICK_MS);
  }
  listeners.add(listener);

  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function tick() {
  // A hidden tab costs nothing; it catches up with the first tick after.
  if (!document.hidden) {
    now = new Date();
    listeners.forEach(notify => notify());
  }
}

/** The current time, to a quarter of a minute; the component moves along with it. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}
