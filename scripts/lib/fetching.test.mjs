import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mirrorIn } from './debianPackage.mjs';
import { fetchFailure, parseNpmSettings } from './npm.mjs';
import { goPlatform, hasChecksum } from './officialRelease.mjs';

const context = {
  registry: 'https://registry.example/',
  log: '.tools/logs/x.log',
};

test('no network is one sentence that names the registry', () => {
  for (const output of [
    'npm error code ENOTFOUND',
    'RequestError: getaddrinfo EAI_AGAIN registry.example',
    'connect ECONNREFUSED 127.0.0.1:443',
  ]) {
    const failure = fetchFailure('Installing packages', output, context);
    assert.equal(
      failure.message,
      "Installing packages failed because https://registry.example/ cannot be reached: connect this machine to the network, or set npm's registry or proxy, and run this command again.",
    );
    assert.deepEqual(failure.details, []);
  }
});

test('another failure shows the last lines and where the rest is', () => {
  const failure = fetchFailure('Installing packages', 'a\n\nb\n', context);
  assert.match(failure.message, /whole output: \.tools\/logs\/x\.log/);
  assert.deepEqual(failure.details, ['a', 'b']);
});

test("npm's settings are read as npm prints them", () => {
  assert.deepEqual(
    parseNpmSettings(
      'registry=https://mirror.example/npm/\nhttps-proxy=null\ncafile=/etc/ca.pem\n',
    ),
    {
      registry: 'https://mirror.example/npm/',
      httpsProxy: undefined,
      cafile: '/etc/ca.pem',
    },
  );
});

test("Debian's mirror is found in both formats of apt's sources", () => {
  assert.equal(
    mirrorIn(
      '# URIs: none\nTypes: deb\nURIs: http://deb.example.org/debian\nSuites: bookworm\n',
    ),
    'http://deb.example.org/debian',
  );
  assert.equal(
    mirrorIn('deb [arch=amd64] https://deb.example.org/debian bookworm main'),
    'https://deb.example.org/debian',
  );
  assert.equal(
    mirrorIn('URIs: http://security.example.org/debian-security'),
    undefined,
  );
  assert.equal(
    mirrorIn('deb http://archive.example.org/ubuntu noble'),
    undefined,
  );
});

test('an archive with another checksum than the pinned one is refused', () => {
  const sha256 =
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(hasChecksum(Buffer.from('abc'), sha256), true);
  assert.equal(hasChecksum(Buffer.from('abd'), sha256), false);
});

test('platforms are named as Go projects name them', () => {
  assert.equal(goPlatform('linux', 'x64'), 'linux_amd64');
  assert.equal(goPlatform('darwin', 'arm64'), 'darwin_arm64');
});
