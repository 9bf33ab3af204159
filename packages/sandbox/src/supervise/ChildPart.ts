import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** How a part's process is run. */
export type ChildPartOptions = {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  logFile: string;
  /** Called when it ended by itself and is started again. */
  onRestart: (name: string, delay: number) => void;
  /** Milliseconds before the first restart; 500 when absent, doubled each time. */
  restartDelay?: number;
};

const readySchema = z.object({ ready: z.string() });

const LONGEST_DELAY = 30_000;

/** After this many milliseconds a part counts as stable. */
const STABLE_AFTER = 60_000;

/** How long a part may take to stop before it is killed, in milliseconds. */
const STOP_TIMEOUT = 7000;

/** A part in a process of its own, started again whenever it ends. */
export class ChildPart {
  /** Settles with the address once it is ready; fails when it ends before. */
  readonly ready: Promise<string>;
  private readonly log: WriteStream;
  private readonly stopped = new AbortController();
  private readonly running: Promise<void>;
  private child: ChildProcess | undefined;
  private markReady!: (url: string) => void;
  private markFailed!: (error: Error) => void;

  private constructor(private readonly options: ChildPartOptions) {
    this.ready = new Promise((resolve, reject) => {
      this.markReady = resolve;
      this.markFailed = reject;
    });
    // Whoever waits for it hears of it; nobody has to.
    this.ready.catch(() => undefined);
    this.log = createWriteStream(options.logFile, { flags: 'a' });
    this.running = this.keepRunning();
  }

  static start(options: ChildPartOptions): ChildPart {
    return new ChildPart(options);
  }

  /** Asks it to stop, and kills it when it does not. */
  async stop(): Promise<void> {
    this.stopped.abort();
    const { child } = this;
    child?.kill('SIGTERM');
    const timer = setTimeout(() => child?.kill('SIGKILL'), STOP_TIMEOUT);
    await this.running;
    clearTimeout(timer);
    await new Promise<void>(resolve => {
      this.log.end(resolve);
    });
  }

  private async keepRunning(): Promise<void> {
    const { name, logFile, onRestart, restartDelay = 500 } = this.options;
    let wasReady = false;
    this.ready.then(
      () => {
        wasReady = true;
      },
      () => undefined,
    );
    let failures = 0;
    while (!this.stopped.signal.aborted) {
      const since = Date.now();
      await this.runOnce();
      if (this.stopped.signal.aborted) {
        break;
      }
      if (!wasReady) {
        this.markFailed(
          new Error(`The part "${name}" could not start: see ${logFile}.`),
        );
        return;
      }
      failures = Date.now() - since > STABLE_AFTER ? 1 : failures + 1;
      const delay = Math.min(restartDelay * 2 ** (failures - 1), LONGEST_DELAY);
      onRestart(name, delay);
      await pause(delay, undefined, { signal: this.stopped.signal }).catch(
        () => undefined,
      );
    }
    this.markFailed(new Error(`The part "${name}" was stopped.`));
  }

  private async runOnce(): Promise<void> {
    const { command, args, cwd, env } = this.options;
    const child = spawn(command, args, {
      cwd,
      env,
      // The channel tells a part that its supervisor is gone, however it went.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C reaches the supervisor only, which stops all in order.
      detached: true,
    });
    this.child = child;
    child.stdout?.pipe(this.log, { end: false });
    child.stderr?.pipe(this.log, { end: false });
    child.on('message', message => {
      const parsed = readySchema.safeParse(message);
      if (parsed.success) {
        this.markReady(parsed.data.ready);
      }
    });
    await new Promise<void>(resolve => {
      child.once('error', error => {
        this.log.write(`${error}\n`);
        resolve();
      });
      child.once('close', () => resolve());
    });
  }
}
