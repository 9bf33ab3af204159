import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { SeedRepository } from '../forge';

/** What a text of the starter is turned into, first match first. */
type Replacement = [from: string, to: string];

const REPOSITORIES = [
  {
    name: 'platform-infra',
    description: 'Policies, access and the operators themselves. SREs only.',
  },
  {
    name: 'apps-catalog',
    description: 'What is offered to whom, and how it is deployed. SREs only.',
  },
  {
    name: 'microapps',
    description: 'The micro-apps. Requests from the portal arrive here.',
  },
];

const AUTHOR = { name: 'Sam Okafor', email: 'sam@acme.example' };

/** The starter's addresses, and what they are in the sandbox. */
export function replacements(forgeUrl: string): Replacement[] {
  return [
    ['https://api.github.com/', `${forgeUrl}/api/v3/`],
    ['https://github.com/acme/', `${forgeUrl}/acme/`],
    ['preview.apps.acme.example', 'localhost'],
    ['staging.apps.acme.example', 'staging.localhost'],
    ['apps.acme.example', 'apps.localhost'],
  ];
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}

async function readFolder(
  directory: string,
  prefix: string,
  changes: Replacement[],
): Promise<SeedRepository['files']> {
  return Promise.all(
    (await filesBelow(directory)).map(async path => {
      const file = join(directory, path);
      const [bytes, { mode }] = await Promise.all([readFile(file), stat(file)]);
      const isText = isUtf8(bytes);
      return {
        path: prefix + path.split(sep).join('/'),
        content: isText
          ? changes.reduce(
              (text, [from, to]) => text.replaceAll(from, to),
              bytes.toString(),
            )
          : bytes,
        // eslint-disable-next-line no-bitwise
        mode: mode & 0o100 ? '100755' : '100644',
      };
    }),
  );
}

/**
 * The three repositories to begin with: the project's `starter/`, with the
 * vetted `templates/` in the micro-apps' one and addresses of the sandbox.
 */
export async function readSeed(
  projectRoot: string,
  forgeUrl: string,
): Promise<SeedRepository[]> {
  const changes = replacements(forgeUrl);
  return Promise.all(
    REPOSITORIES.map(async ({ name, description }) => {
      const folder = join(projectRoot, 'starter', name);
      const files = await readFolder(folder, '', changes);
      if (name === 'microapps') {
        const templates = join(projectRoot, 'templates');
        files.push(...(await readFolder(templates, 'templates/', changes)));
      }
      return {
        name,
        description,
        files,
        message: 'Start from the vetted starter',
        author: AUTHOR,
      };
    }),
  );
}
