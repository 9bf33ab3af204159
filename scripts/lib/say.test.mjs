import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { readableLine } from './processes.mjs';
import { formatDuration, step } from './say.mjs';

test('durations are said as people say them', () => {
  assert.equal(formatDuration(840), '0.8 s');
  assert.equal(formatDuration(12_400), '12 s');
  assert.equal(formatDuration(127_000), '2 m 07 s');
});

test('a long step says that it begins, that it goes on and how long it took', async () => {
  mock.timers.enable({ apis: ['setInterval', 'Date'] });
  try {
    const lines = [];
    let finish;
    const work = step('Building', () => new Promise(done => (finish = done)), {
      print: line => lines.push(line),
    });
    mock.timers.tick(15_000);
    mock.timers.tick(15_000);
    finish();
    await work;
    assert.deepEqual(lines, [
      'Building ...',
      'Building ... 15 s',
      'Building ... 30 s',
      'Building: done in 30 s',
    ]);
  } finally {
    mock.timers.reset();
  }
});

test("the portal's JSON log is shown as its messages", () => {
  assert.equal(
    readableLine('{"level":"error","message":"no such table"}'),
    'error: no such table',
  );
  assert.equal(readableLine('plain text'), 'plain text');
});
