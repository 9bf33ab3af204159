import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildPart } from './ChildPart';

describe('ChildPart', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'child-part-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  function start(script: string, onRestart = () => {}) {
    return ChildPart.start({
      name: 'test',
      command: process.execPath,
      args: ['-e', script],
      cwd: directory,
      env: process.env,
      logFile: join(directory, 'test.log'),
      onRestart,
      restartDelay: 1,
    });
  }

  it('hands on the address and keeps what was printed', async () => {
    const part = start(
      'console.log("hello"); process.send({ ready: "http://x" }); process.on("disconnect", () => process.exit())',
    );
    await expect(part.ready).resolves.toBe('http://x');
    await part.stop();
    await expect(
      readFile(join(directory, 'test.log'), 'utf8'),
    ).resolves.toContain('hello');
  });

  it('fails when it ends before it is ready', async () => {
    const part = start('process.exit(3)');
    await expect(part.ready).rejects.toThrow(
      'The part "test" could not start: see',
    );
    await part.stop();
  });

  it('is started again when it ends', async () => {
    let restarted!: () => void;
    const twice = new Promise<void>(resolve => {
      let count = 0;
      restarted = () => {
        count += 1;
        if (count === 2) {
          resolve();
        }
      };
    });
    const part = start(
      'process.send({ ready: "x" }, () => process.exit(1))',
      () => restarted(),
    );
    await part.ready;
    await expect(twice).resolves.toBeUndefined();
    await part.stop();
  });
});
