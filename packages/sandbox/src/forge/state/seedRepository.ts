import { importCommit } from '../git/importCommit';
import { listRefs } from '../git/refs';
import { SeedRepository } from '../options';
import { Repositories } from './Repositories';

/** Creates a repository with its first commit, unless it has one already. */
export async function seedRepository(
  repositories: Repositories,
  owner: string,
  seed: SeedRepository,
): Promise<void> {
  const repository = await repositories.create(
    owner,
    seed.name,
    seed.description,
  );
  const { git, data } = repository;
  if ((await listRefs(git)).size > 0) {
    return;
  }
  await importCommit(git, `refs/heads/${data.defaultBranch}`, seed);
  data.refs = Object.fromEntries(await listRefs(git));
  await repository.save();
}
