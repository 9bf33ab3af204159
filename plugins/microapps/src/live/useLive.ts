import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type LiveOptions, type LiveSession, startLive } from './startLive';

/** A value on the screen that moves by itself. */
export type Live<T> = {
  /** The last good word; kept when a later question fails. */
  value?: T;
  /** When the last good word came, as an ISO time. */
  valueAt?: string;
  /** Why the last question failed; absent once one is answered. */
  error?: Error;
  /** Whether the answer to a new question is on its way. */
  pending: boolean;
  /** Asks again now. */
  refresh: () => void;
};

/**
 * Loads a value and keeps it up to date while it is shown, see {@link startLive}.
 *
 * @param load - asks for the value; a new function is a new question (keep it stable)
 * @param concerns - whether a change of these micro-apps changes the value (keep it stable)
 */
export function useLive<T>(
  load: LiveOptions<T>['load'],
  concerns: LiveOptions<T>['concerns'],
): Live<T> {
  const signals = useApiHolder().get(signalApiRef);
  const session = useRef<LiveSession>();
  const [state, setState] = useState<Omit<Live<T>, 'refresh'>>({
    pending: true,
  });

  useEffect(() => {
    setState(last => ({ ...last, pending: true }));
    session.current = startLive<T>({
      load,
      concerns,
      signals,
      onValue: value =>
        setState({ value, valueAt: new Date().toISOString(), pending: false }),
      onError: error => setState(last => ({ ...last, error, pending: false })),
    });
    return session.current.stop;
  }, [load, concerns, signals]);

  const refresh = useCallback(() => session.current?.refresh(), []);

  return { ...state, refresh };
}
