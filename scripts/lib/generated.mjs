import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { lastLines, run } from './run.mjs';
import { Stop } from './say.mjs';

const backend = 'plugins/microapps-backend';
const description = `${backend}/src/schema/openapi.yaml`;

/**
 * A file that is generated and committed.
 *
 * @typedef {object} Generated
 * @property {string} file - relative to the root
 * @property {(env: NodeJS.ProcessEnv) => Promise<string>} generate - gives its content
 */

/** @type {Generated[]} */
const GENERATED = [
  {
    file: 'plugins/microapps-common/src/generated/openapi.ts',
    generate: generateTypes,
  },
  {
    file: `${backend}/src/generated/openapi.json`,
    generate: generateJson,
  },
];

/**
 * Writes every generated file.
 *
 * @param {import('./setUp.mjs').Tools} tools
 * @returns {Promise<string[]>} what was written
 */
export async function generateAll({ env }) {
  for (const { file, generate } of GENERATED) {
    const content = await generate(env);
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), content);
  }
  return GENERATED.map(({ file }) => file);
}

/**
 * The generated files that are not what their sources give now.
 *
 * @param {import('./setUp.mjs').Tools} tools
 * @returns {Promise<string[]>}
 */
export async function findOutdated({ env }) {
  const outdated = [];
  for (const { file, generate } of GENERATED) {
    const committed = await readFile(join(root, file), 'utf8').catch(
      () => undefined,
    );
    if ((await generate(env)) !== committed) {
      outdated.push(file);
    }
  }
  return outdated;
}

/** Types of every request and answer, for the backend and the browser. */
async function generateTypes(env) {
  const folder = await mkdtemp(join(tmpdir(), 'microapps-generated-'));
  try {
    const file = join(folder, 'openapi.ts');
    const { code, output } = await run(
      'openapi-typescript',
      [description, '--output', file],
      { env },
    );
    if (code !== 0) {
      throw new Stop(
        `No types can be generated: mend ${description} as the last lines below say.`,
        lastLines(output),
      );
    }
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The description as the backend loads it; it validates requests with it. */
async function generateJson() {
  const { parse } = createRequire(join(root, backend, 'package.json'))('yaml');
  const prettier = createRequire(join(root, 'package.json'))('prettier');
  const source = await readFile(join(root, description), 'utf8');
  return prettier.format(JSON.stringify(parse(source), undefined, 2), {
    parser: 'json',
  });
}
