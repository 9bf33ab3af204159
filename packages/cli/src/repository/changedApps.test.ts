import { execFileSync } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  rename,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { changedApps } from './changedApps';

describe('changedApps', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'microapps-changed-'));
    git('init', '--quiet', '--initial-branch', 'main');
    // As a person may have set it for every repository.
    git('config', 'diff.renames', 'true');
    await write('templates/t/form.yaml', 'form');
    await write('instances/old/values.yaml', 'name: a name that is long\n');
    await write('instances/other/values.yaml', 'name: other\n');
    commit();
    git('checkout', '--quiet', '-b', 'feature/old');
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  function git(...args: string[]) {
    execFileSync('git', ['-C', directory, ...args]);
  }

  function commit() {
    git('add', '--all');
    git(
      ...['-c', 'user.name=t', '-c', 'user.email=t@t.test'],
      ...['commit', '--quiet', '-m', 'change'],
    );
  }

  async function write(path: string, text: string) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }

  it('names both folders when one was renamed', async () => {
    await rename(
      join(directory, 'instances/old'),
      join(directory, 'instances/new'),
    );
    commit();

    const apps = await changedApps(directory, 'main');

    expect(apps?.sort()).toEqual(['new', 'old']);
  });

  it('names a micro-app of which a file was removed', async () => {
    await unlink(join(directory, 'instances/other/values.yaml'));
    commit();

    await expect(changedApps(directory, 'main')).resolves.toEqual(['other']);
  });

  it('means all of them when a template changed', async () => {
    await write('templates/t/form.yaml', 'another form');
    commit();

    await expect(changedApps(directory, 'main')).resolves.toBeUndefined();
  });
});
