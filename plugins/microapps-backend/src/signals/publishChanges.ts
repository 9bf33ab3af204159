import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  MICROAPPS_SIGNAL_CHANNEL,
  type MicroAppsSignal,
} from '@microapps/plugin-microapps-common';
import type { FleetStore } from '../store';

/** Within which changes go out together: less than a person notices; milliseconds. */
const DELAY = 100;

/** Tells every open page which micro-apps have changed. */
export function publishChanges(options: {
  store: FleetStore;
  signals: SignalsService;
  logger: LoggerService;
  /** Ends the telling. */
  signal: AbortSignal;
  delay?: number;
}): void {
  const { store, signals, logger, signal, delay = DELAY } = options;
  const pending = new Set<string>();

  async function publish() {
    const message: MicroAppsSignal = { apps: [...pending].sort() };
    pending.clear();
    try {
      await signals.publish({
        channel: MICROAPPS_SIGNAL_CHANNEL,
        recipients: { type: 'broadcast' },
        message,
      });
    } catch (error) {
      // Pages read again when they are opened or come back into view.
      logger.warn('Could not tell open pages about changes', {
        error: String(error),
      });
    }
  }

  store.onChange(names => {
    if (signal.aborted) {
      return;
    }
    if (pending.size === 0) {
      setTimeout(publish, delay).unref();
    }
    names.forEach(name => pending.add(name));
  });
}
