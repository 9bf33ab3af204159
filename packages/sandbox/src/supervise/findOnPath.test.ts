import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findOnPath } from './findOnPath';

describe('findOnPath', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'path-'));
    await mkdir(join(folder, 'first', 'helm'), { recursive: true });
    await mkdir(join(folder, 'second'));
    await writeFile(join(folder, 'second', 'helm'), '');
    await writeFile(join(folder, 'second', 'notes'), '');
    await chmod(join(folder, 'second', 'helm'), 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const path = () =>
    [
      '',
      join(folder, 'missing'),
      join(folder, 'first'),
      join(folder, 'second'),
    ].join(delimiter);

  it('finds the first file of that name that may be run', () => {
    expect(findOnPath('helm', path())).toBe(join(folder, 'second', 'helm'));
  });

  it('finds nothing where no such program is', () => {
    expect(findOnPath('notes', path())).toBeUndefined();
    expect(findOnPath('helm', undefined)).toBeUndefined();
  });
});
