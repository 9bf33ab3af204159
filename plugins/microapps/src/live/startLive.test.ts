import { NotFoundError } from '@backstage/errors';
import { FakeSignals } from '../__testUtils__';
import {
  CATCH_UP_AFTER_MS,
  HEARTBEAT_MS,
  type LiveSession,
  RETRY_AFTER_MS,
  startLive,
} from './startLive';

describe('startLive', () => {
  let session: LiveSession | undefined;
  let signals: FakeSignals;
  let hidden: boolean;
  let asked: number;
  let answer: () => Promise<string>;
  let values: string[];
  let errors: string[];

  const settle = () => jest.advanceTimersByTimeAsync(0);
  const start = async () => {
    session = startLive<string>({
      load: () => {
        asked += 1;
        return answer();
      },
      concerns: apps => apps.includes('press-kit'),
      signals,
      onValue: value => values.push(value),
      onError: error => errors.push(error.message),
    });
    await settle();
  };
  const show = (visible: boolean) => {
    hidden = !visible;
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('focus'));
  };

  beforeEach(() => {
    jest.useFakeTimers();
    hidden = false;
    jest.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    signals = new FakeSignals();
    asked = 0;
    values = [];
    errors = [];
    answer = async () => `word ${asked}`;
  });

  afterEach(() => {
    session?.stop();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('asks once at the start and once more when the subscription surely stands', async () => {
    await start();
    expect(values).toEqual(['word 1']);

    await jest.advanceTimersByTimeAsync(CATCH_UP_AFTER_MS);
    expect(values).toEqual(['word 1', 'word 2']);
  });

  it('asks by itself no more often than its heartbeat, so that a lost portal shows', async () => {
    await start();
    await jest.advanceTimersByTimeAsync(CATCH_UP_AFTER_MS);
    expect(asked).toBe(2);

    answer = async () => {
      throw new TypeError('Failed to fetch');
    };
    await jest.advanceTimersByTimeAsync(HEARTBEAT_MS - 1);
    expect(asked).toBe(2);
    await jest.advanceTimersByTimeAsync(1);
    expect(errors).toEqual(['Failed to fetch']);
  });

  it('asks nothing while the tab is hidden', async () => {
    await start();
    show(false);
    await jest.advanceTimersByTimeAsync(60 * 60_000);
    expect(asked).toBe(1);
  });

  it('asks again for a signal that concerns it, and for no other', async () => {
    await start();
    signals.changed('lunch-planner');
    await settle();
    expect(asked).toBe(1);

    signals.changed('lunch-planner', 'press-kit');
    await settle();
    expect(values).toEqual(['word 1', 'word 2']);
  });

  it('answers a burst of signals with one question after the one that runs', async () => {
    let finish = () => {};
    await start();
    answer = () =>
      new Promise(resolve => {
        const word = `word ${asked}`;
        finish = () => resolve(word);
      });
    signals.changed('press-kit');
    signals.changed('press-kit');
    signals.changed('press-kit');
    expect(asked).toBe(2);

    finish();
    await settle();
    expect(asked).toBe(3);

    finish();
    await settle();
    expect(values).toEqual(['word 1', 'word 2', 'word 3']);
  });

  it('costs nothing while the tab is hidden and asks once when it is seen again', async () => {
    await start();
    show(false);
    signals.changed('press-kit');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(1);

    show(true);
    await settle();
    expect(asked).toBe(2);
  });

  it('keeps trying while the backend does not answer', async () => {
    await start();
    answer = async () => {
      throw new Error('Failed to fetch');
    };
    signals.changed('press-kit');
    await settle();
    expect(errors).toEqual(['Failed to fetch']);

    answer = async () => 'back again';
    await jest.advanceTimersByTimeAsync(RETRY_AFTER_MS);
    expect(values).toContain('back again');
  });

  it('takes a refusal for an answer until a signal says that something changed', async () => {
    answer = async () => {
      throw new NotFoundError('not here yet');
    };
    await start();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(2);

    answer = async () => 'here';
    signals.changed('press-kit');
    await settle();
    expect(values).toEqual(['here']);
  });

  it('leaves nothing behind when it stops, not even an answer on its way', async () => {
    let finish = () => {};
    answer = () =>
      new Promise(resolve => {
        finish = () => resolve('too late');
      });
    await start();
    session?.stop();
    finish();
    await jest.advanceTimersByTimeAsync(60_000);

    expect(values).toEqual([]);
    expect(signals.listening).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});
