import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSuitableKustomize } from './kustomize.mjs';
import { isSuitableNode } from './node.mjs';
import { isAtLeast, parseVersion } from './versions.mjs';

test('finds the version in what programs say of themselves', () => {
  assert.deepEqual(
    parseVersion('git version 2.39.5 (Apple Git-154)'),
    [2, 39, 5],
  );
  assert.deepEqual(
    parseVersion('{Version:kustomize/v4.5.7 GitCommit:56d}'),
    [4, 5, 7],
  );
  assert.deepEqual(parseVersion('v3.19'), [3, 19, 0]);
  assert.equal(parseVersion('(devel)'), undefined);
});

test('compares versions as numbers, part by part', () => {
  assert.equal(isAtLeast([2, 9, 0], [2, 38]), false);
  assert.equal(isAtLeast([2, 38, 0], [2, 38]), true);
  assert.equal(isAtLeast([3, 0, 0], [2, 38]), true);
  assert.equal(isAtLeast(undefined, [2, 38]), false);
});

test('takes the Nodes on which Backstage runs and no others', () => {
  const suitable = ['v22.19.0', 'v22.22.1', 'v24.0.0', 'v24.21.0'];
  const unsuitable = ['v18.20.0', 'v20.20.2', 'v22.18.0', 'v23.1.0', 'v25.0.0'];
  assert.deepEqual(
    [...suitable, ...unsuitable].filter(isSuitableNode),
    suitable,
  );
});

test("takes kustomize 5, Debian's nameless one too, but not kustomize 4", () => {
  assert.equal(isSuitableKustomize('v5.7.1'), true);
  assert.equal(isSuitableKustomize('(devel)'), true);
  assert.equal(
    isSuitableKustomize('{Version:kustomize/v4.5.7 GitCommit:56d}'),
    false,
  );
  assert.equal(isSuitableKustomize('unknown'), false);
});
