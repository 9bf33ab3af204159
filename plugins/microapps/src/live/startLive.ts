import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  MICROAPPS_SIGNAL_CHANNEL,
  type MicroAppsSignal,
} from '@microapps/plugin-microapps-common';
import { problemOf } from './problemOf';

/** How long after a failure the next try follows. */
export const RETRY_AFTER_MS = 5_000;

/**
 * A subscription stands a moment after it is asked for, without a word that it does. A
 * change that falls into that moment is caught by asking once more after it.
 */
export const CATCH_UP_AFTER_MS = 2_000;

/**
 * How often a page that is looked at makes sure that its word still holds: a portal that
 * is gone sends no signal that it is, and a signal sent meanwhile is lost.
 */
export const HEARTBEAT_MS = 30_000;

/** Focus and visibility come as a pair of events; one question answers both. */
const SAME_MOMENT_MS = 1_000;

/** Options for {@link startLive}. */
export type LiveOptions<T> = {
  /** Asks for the value. */
  load: () => Promise<T>;
  /** Whether a change of these micro-apps changes the value, as last loaded. */
  concerns: (apps: string[], value: T | undefined) => boolean;
  /** Where changes are announced; without it only focus and retries refresh. */
  signals?: SignalApi;
  /** Takes each new value. */
  onValue: (value: T) => void;
  /** Takes each failure; the last value still stands. */
  onError: (error: Error) => void;
};

/** A value that is kept up to date. */
export type LiveSession = {
  /** Asks again now. */
  refresh: () => void;
  /** Ends timers, subscription and listeners. */
  stop: () => void;
};

/**
 * Loads a value and keeps it up to date: at once when a signal concerns it or the tab
 * comes back, some seconds after a failure, and with a slow heartbeat, so that a portal
 * that is gone never looks like "all clear". A hidden tab asks nothing. Questions never overlap, so an answer is never older than the one before.
 */
export function startLive<T>(options: LiveOptions<T>): LiveSession {
  const { load, concerns, signals, onValue, onError } = options;
  let value: T | undefined;
  let stopped = false;
  let running = false;
  let again = false;
  let startedAt = 0;
  let nextTimer: ReturnType<typeof setTimeout> | undefined;

  async function refresh() {
    if (running) {
      again = true;
      return;
    }
    clearTimeout(nextTimer);
    running = true;
    do {
      again = false;
      await loadOnce();
    } while (again && !stopped);
    running = false;
  }

  async function loadOnce() {
    startedAt = Date.now();
    try {
      const loaded = await load();
      if (!stopped) {
        value = loaded;
        onValue(loaded);
        askLater(HEARTBEAT_MS);
      }
    } catch (error) {
      if (!stopped) {
        onError(error as Error);
        // A refusal stays a refusal until something changes; a signal says when.
        if (problemOf(error as Error) === 'unreachable') {
          askLater(RETRY_AFTER_MS);
        }
      }
    }
  }

  function askLater(delay: number) {
    clearTimeout(nextTimer);
    nextTimer = setTimeout(refreshIfSeen, delay);
  }

  // What a hidden tab leaves out is made up for when it is seen again.
  function refreshIfSeen() {
    if (!document.hidden) {
      refresh();
    }
  }

  const onReturn = () => {
    if (Date.now() - startedAt > SAME_MOMENT_MS) {
      refreshIfSeen();
    }
  };

  const subscription = signals?.subscribe<MicroAppsSignal>(
    MICROAPPS_SIGNAL_CHANNEL,
    message => {
      if (concerns(message.apps, value)) {
        refreshIfSeen();
      }
    },
  );
  const catchUpTimer = signals && setTimeout(refreshIfSeen, CATCH_UP_AFTER_MS);
  document.addEventListener('visibilitychange', onReturn);
  window.addEventListener('focus', onReturn);
  window.addEventListener('online', onReturn);
  refresh();

  return {
    refresh,
    stop: () => {
      stopped = true;
      clearTimeout(nextTimer);
      clearTimeout(catchUpTimer);
      subscription?.unsubscribe();
      document.removeEventListener('visibilitychange', onReturn);
      window.removeEventListener('focus', onReturn);
      window.removeEventListener('online', onReturn);
    },
  };
}
