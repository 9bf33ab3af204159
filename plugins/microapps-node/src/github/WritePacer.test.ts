import { WritePacer } from './WritePacer';

describe('WritePacer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('lets the few writes of one person pass, and many one a second', async () => {
    const pacer = new WritePacer();
    const passed: number[] = [];
    const begun = Date.now();
    const all = Array.from({ length: 11 }, () =>
      pacer.pass().then(() => passed.push(Date.now() - begun)),
    );

    await jest.advanceTimersByTimeAsync(10_000);
    await Promise.all(all);

    expect(passed).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1000, 2000, 3000]);
  });
});
