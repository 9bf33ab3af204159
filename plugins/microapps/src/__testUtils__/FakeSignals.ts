import type { SignalApi } from '@backstage/plugin-signals-react';
import { MICROAPPS_SIGNAL_CHANNEL } from '@microapps/plugin-microapps-common';

type Message = Parameters<Parameters<SignalApi['subscribe']>[1]>[0];

/** Signals that a test sends by hand. */
export class FakeSignals implements SignalApi {
  private readonly listeners = new Set<(message: Message) => void>();

  subscribe<TMessage extends Message>(
    channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const listener = (message: Message) => onMessage(message as TMessage);
    if (channel === MICROAPPS_SIGNAL_CHANNEL) {
      this.listeners.add(listener);
    }
    return { unsubscribe: () => this.listeners.delete(listener) };
  }

  /** Says that these micro-apps changed. */
  changed(...apps: string[]) {
    this.listeners.forEach(listener => listener({ apps }));
  }

  /** How many are listening. */
  get listening() {
    return this.listeners.size;
  }
}
