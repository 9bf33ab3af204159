import { Git } from './Git';

/** A file of a first commit. */
export type ImportedFile = {
  path: string;
  content: string | Buffer;
  mode?: string;
};

/**
 * Writes a branch's first commit with all of its files in one go, which for
 * hundreds of files is hundreds of processes less.
 */
export async function importCommit(
  git: Git,
  branch: string,
  commit: {
    message: string;
    author: { name: string; email: string };
    files: readonly ImportedFile[];
  },
): Promise<void> {
  const data = (content: string | Buffer) => {
    const bytes = Buffer.from(content);
    return [Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')];
  };
  const { name, email } = commit.author;
  const now = Math.floor(Date.now() / 1000);
  await git.run(['fast-import', '--quiet', '--date-format=raw'], {
    input: Buffer.concat([
      Buffer.from(`commit ${branch}\n`),
      Buffer.from(`committer ${name} <${email}> ${now} +0000\n`),
      ...data(commit.message),
      ...commit.files.flatMap(({ path, content, mode = '100644' }) => [
        Buffer.from(`M ${mode} inline ${JSON.stringify(path)}\n`),
        ...data(content),
      ]),
    ]),
  });
}
