import { isMainThread } from 'node:worker_threads';

/**
 * Preloaded (`--import`) into what `npm start` starts: when the parent is
 * killed, so that it can stop nobody, the pipe on our standard input ends and
 * this process stops itself.
 */
const TIME_TO_STOP_MS = 8_000;

// Grandchildren inherit the variable, and must not mistake a closed standard
// input for the end of their parent.
if (isMainThread && process.env.STOP_WITH_PARENT === String(process.ppid)) {
  delete process.env.STOP_WITH_PARENT;
  process.stdin.once('close', stop).once('error', stop).resume();
  process.stdin.unref();
}

function stop() {
  process.kill(process.pid, 'SIGTERM');
  // Its own group: startProcess() made it a leader.
  setTimeout(
    () => process.kill(-process.pid, 'SIGKILL'),
    TIME_TO_STOP_MS,
  ).unref();
}
