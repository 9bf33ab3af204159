import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Repository } from './Repository';

const NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/** All repositories in the forge's folder. */
export class Repositories {
  private readonly byName = new Map<string, Repository>();

  private constructor(private readonly stateDir: string) {}

  /** Reads what an earlier run left in the folder. */
  static async open(stateDir: string): Promise<Repositories> {
    const repositories = new Repositories(stateDir);
    await mkdir(stateDir, { recursive: true });
    const folders = await readdir(stateDir, { withFileTypes: true });
    for (const folder of folders.filter(entry => entry.isDirectory())) {
      for (const file of await readdir(join(stateDir, folder.name))) {
        const name = /^(.+)\.json$/.exec(file)?.[1];
        if (name && !name.endsWith('.deliveries')) {
          await repositories.create(folder.name, name);
        }
      }
    }
    return repositories;
  }

  /** Opens a repository; makes it first when there is none of that name. */
  async create(
    owner: string,
    name: string,
    description?: string,
  ): Promise<Repository> {
    const existing = this.find(owner, name);
    if (existing) {
      return existing;
    }
    if (!NAME.test(owner) || !NAME.test(name) || /^\.+$/.test(name)) {
      throw new Error(`"${owner}/${name}" cannot be a repository's name.`);
    }
    const folder = join(this.stateDir, owner);
    await mkdir(folder, { recursive: true });
    const repository = await Repository.open(folder, owner, name, description);
    this.byName.set(repository.fullName.toLowerCase(), repository);
    return repository;
  }

  /** Names are compared without regard to case, as on GitHub. */
  find(owner: string, name: string): Repository | undefined {
    return this.byName.get(`${owner}/${name}`.toLowerCase());
  }

  /** All repositories by name. */
  list(): Repository[] {
    return [...this.byName.values()].sort((a, b) =>
      a.fullName.localeCompare(b.fullName),
    );
  }
}
