import { waitUntilListed } from './waitUntilListed';

describe('waitUntilListed', () => {
  const quick = { patienceMs: 5, pauseMs: 1 };

  it('asks again until the catalog has it', async () => {
    const answers = [false, false, true];
    await expect(
      waitUntilListed({ ...quick, isListed: async () => answers.shift()! }),
    ).resolves.toBe(true);
    expect(answers).toEqual([]);
  });

  it('takes a catalog that fails for one that does not have it yet', async () => {
    let asked = 0;
    const isListed = async () => {
      asked += 1;
      if (asked === 1) {
        throw new Error('the catalog is restarting');
      }
      return true;
    };
    await expect(waitUntilListed({ ...quick, isListed })).resolves.toBe(true);
  });

  it('gives up when patience has run out', async () => {
    let asked = 0;
    const isListed = async () => {
      asked += 1;
      return false;
    };
    await expect(waitUntilListed({ ...quick, isListed })).resolves.toBe(false);
    expect(asked).toBe(5);
  });

  it('stops at once when the task is cancelled', async () => {
    const controller = new AbortController();
    const isListed = async () => {
      controller.abort();
      return false;
    };
    await expect(
      waitUntilListed({
        isListed,
        patienceMs: 3_600_000,
        pauseMs: 3_600_000,
        signal: controller.signal,
      }),
    ).resolves.toBe(false);
  });
});
