import { mockServices } from '@backstage/backend-test-utils';
import { eventually } from '../testUtils/eventually';
import { Refresher } from './Refresher';

// A busy machine may be slow; nothing here waits longer than it must.
jest.setTimeout(30_000);

describe('Refresher', () => {
  let abort: AbortController;
  let readings: number;
  let failures: unknown[];

  beforeEach(() => {
    abort = new AbortController();
    readings = 0;
    failures = [];
  });

  afterEach(() => abort.abort());

  function start(
    run: () => Promise<void>,
    times: { interval: number; retryBase?: number },
  ): Refresher {
    const refresher = Refresher.create({
      title: 'something',
      run: async () => {
        readings += 1;
        await run();
      },
      onFailure: error => failures.push(error),
      logger: mockServices.logger.mock(),
      ...times,
    });
    void refresher.run(abort.signal);
    return refresher;
  }

  it('reads at once, then when asked, long before its time', async () => {
    const refresher = start(async () => {}, { interval: 60_000 });
    await eventually(() => expect(readings).toBe(1));
    refresher.request();
    await eventually(() => expect(readings).toBe(2));
  });

  it('reads unasked in its time', async () => {
    start(async () => {}, { interval: 5 });
    await eventually(() => expect(readings).toBeGreaterThan(2));
  });

  it('answers all that ask during a reading with one more', async () => {
    let finish = () => {};
    const refresher = start(
      () =>
        new Promise(resolve => {
          finish = resolve;
        }),
      { interval: 60_000 },
    );
    await eventually(() => expect(readings).toBe(1));
    refresher.request();
    refresher.request();
    expect(readings).toBe(1);
    finish();
    await eventually(() => expect(readings).toBe(2));
    finish();
    await new Promise(setImmediate);
    expect(readings).toBe(2);
  });

  it('tries again sooner after a failure, and says so', async () => {
    start(
      async () => {
        if (readings < 3) {
          throw new Error('502');
        }
      },
      { interval: 60_000, retryBase: 5 },
    );
    await eventually(() => expect(readings).toBe(3));
    expect(failures).toEqual([new Error('502'), new Error('502')]);
  });
});
