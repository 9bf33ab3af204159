import { silentLogger } from '../logging/Logger';
import { WorkQueue } from './WorkQueue';

function deferred() {
  let resolve!: () => void;
  const promise = new Promise<void>(done => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('WorkQueue', () => {
  it('works on a key once at a time, and once more when it was added meanwhile', async () => {
    const gate = deferred();
    const second = deferred();
    const seen: string[] = [];
    const queue = WorkQueue.create({
      logger: silentLogger,
      reconcile: async key => {
        seen.push(key);
        if (seen.length === 1) {
          await gate.promise;
        } else {
          second.resolve();
        }
      },
    });
    queue.add('a');
    await Promise.resolve();
    queue.add('a');
    queue.add('a');
    await Promise.resolve();
    expect(seen).toEqual(['a']);
    gate.resolve();
    await second.promise;
    await queue.stop();
    expect(seen).toEqual(['a', 'a']);
  });

  it('tries again what failed', async () => {
    const done = deferred();
    let attempts = 0;
    const queue = WorkQueue.create({
      logger: silentLogger,
      retryDelay: 1,
      reconcile: async () => {
        attempts += 1;
        if (attempts < 3) {
          throw new Error('not yet');
        }
        done.resolve();
      },
    });
    queue.add('a');
    await done.promise;
    await queue.stop();
    expect(attempts).toBe(3);
  });

  it('asks again when asked to', async () => {
    const done = deferred();
    let attempts = 0;
    const queue = WorkQueue.create({
      logger: silentLogger,
      reconcile: async () => {
        attempts += 1;
        if (attempts === 2) {
          done.resolve();
          return undefined;
        }
        return 1;
      },
    });
    queue.add('a');
    await done.promise;
    await queue.stop();
    expect(attempts).toBe(2);
  });

  it('begins nothing new once it is stopped', async () => {
    const seen: string[] = [];
    const queue = WorkQueue.create({
      logger: silentLogger,
      reconcile: async key => {
        seen.push(key);
      },
    });
    await queue.stop();
    queue.add('a');
    queue.addAfter('b', 0);
    expect(seen).toEqual([]);
  });
});
