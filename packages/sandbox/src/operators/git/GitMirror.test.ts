import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitMirror } from './GitMirror';
import { GitMirrors } from './GitMirrors';

describe('GitMirror', () => {
  let directory: string;
  let origin: string;
  let mirror: GitMirror;

  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=T', '-c', 'user.email=t@x', '-C', origin, ...args],
      { encoding: 'utf8' },
    ).trim();

  const commit = async (text: string) => {
    await writeFile(join(origin, 'a.txt'), text);
    git('add', '.');
    git('commit', '--quiet', '-m', text);
    return git('rev-parse', 'HEAD');
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mirror-'));
    origin = join(directory, 'origin');
    execFileSync('git', ['init', '--quiet', '-b', 'main', origin]);
    mirror = GitMirror.create({
      url: `file://${origin}`,
      directory: join(directory, 'mirrors'),
    });
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('knows branches and commits, and files at each', async () => {
    const first = await commit('one');
    await mirror.fetch();
    const second = await commit('two');
    await mirror.fetch();
    await expect(mirror.resolve('main')).resolves.toBe(second);
    await expect(mirror.resolve('HEAD')).resolves.toBe(second);
    await expect(mirror.resolve(first)).resolves.toBe(first);
    await expect(mirror.listFiles(second)).resolves.toEqual(['a.txt']);
    await expect(mirror.readFile(first, 'a.txt')).resolves.toBe('one');
    await mirror.exportTo(second, join(directory, 'out'));
    await expect(readdir(join(directory, 'out'))).resolves.toEqual(['a.txt']);
  });

  it('says what cannot be resolved', async () => {
    await commit('one');
    await mirror.fetch();
    await expect(mirror.resolve('nope')).rejects.toThrow(
      "Unable to resolve 'nope' to a commit SHA",
    );
    await expect(mirror.resolve('--all')).rejects.toThrow('Unable to resolve');
  });

  it('leaves nothing behind of a clone that failed', async () => {
    const missing = GitMirror.create({
      url: `file://${directory}/missing`,
      directory: join(directory, 'mirrors'),
    });
    await expect(missing.fetch()).rejects.toThrow();
    await expect(readdir(join(directory, 'mirrors'))).resolves.toEqual([]);
  });
});

describe('GitMirrors', () => {
  it('takes addresses of one repository for one', () => {
    const mirrors = GitMirrors.create({
      directory: '/x',
      forge: { url: 'http://forge', token: 't' },
    });
    expect(mirrors.get('http://forge/a/b.git')).toBe(
      mirrors.get('http://forge/a/b/'),
    );
  });
});
