import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { hashOf, isStamped, removeStamp, writeStamp } from './stamp.mjs';

let folder;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stamp-test-'));
  await mkdir(join(folder, 'src', 'dist'), { recursive: true });
  await writeFile(join(folder, 'src', 'a.ts'), 'one');
});

afterEach(() => rm(folder, { recursive: true }));

const hash = () => hashOf(folder, [join(folder, 'src'), join(folder, 'x')]);

test('the hash changes with a content, a name and a new file', async () => {
  const seen = [await hash()];
  await writeFile(join(folder, 'src', 'a.ts'), 'two');
  seen.push(await hash());
  await writeFile(join(folder, 'src', 'b.ts'), '');
  seen.push(await hash());
  await writeFile(join(folder, 'x'), 'was missing before');
  seen.push(await hash());
  assert.equal(new Set(seen).size, seen.length);
});

test('the hash stays when only what was built changes', async () => {
  const before = await hash();
  await writeFile(join(folder, 'src', 'dist', 'main.js'), 'built');
  assert.equal(await hash(), before);
});

test('a stamp holds for its own hash until it is removed', async () => {
  const stamp = join(folder, 'deep', 'stamp');
  assert.equal(isStamped(stamp, 'abc'), false);
  await writeStamp(stamp, 'abc');
  assert.equal(isStamped(stamp, 'abc'), true);
  assert.equal(isStamped(stamp, 'abd'), false);
  await removeStamp(stamp);
  assert.equal(isStamped(stamp, 'abc'), false);
});
