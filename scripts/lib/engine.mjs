import { join } from 'node:path';
import { toolsBin } from './paths.mjs';
import { isExecutable, run, which } from './run.mjs';
import { say, step } from './say.mjs';

/**
 * A program that renders templates, and where it can come from.
 *
 * @typedef {object} Engine
 * @property {string} name
 * @property {string} wanted - in words, as in "kustomize 5"
 * @property {string[]} versionArgs
 * @property {(said: string) => boolean} isSuitable - by what it says of its version
 * @property {Source[]} sources - tried in this order
 * @property {string} without - what does not work without it, and what to do
 */

/**
 * @typedef {object} Source
 * @property {string} from - in words, as in "with go install"
 * @property {string} [program] - what this way needs on PATH; skipped without
 * @property {() => Promise<boolean>} fetch - puts the engine into `.tools/bin`; false when it could not
 */

/**
 * Finds an engine on PATH or in `.tools/bin`, else fetches it. Having none is
 * not the end: the portal says what is missing where it is needed.
 *
 * @param {Engine} engine
 * @returns {Promise<string | undefined>} the program's path
 */
export async function findEngine(engine) {
  // What comes later on PATH would not be the one that is started.
  const [first] = await which(engine.name);
  if (first && (await isSuitable(engine, first))) {
    return first;
  }
  const fetched = join(toolsBin, engine.name);
  if (
    (await isExecutable(fetched)) &&
    (await run(fetched, engine.versionArgs)).code === 0
  ) {
    return fetched;
  }
  for (const { from, program, fetch } of engine.sources) {
    if (program && (await which(program)).length === 0) {
      continue;
    }
    const found = await step(
      `Fetching ${engine.wanted} ${from}`,
      async () =>
        (await fetch()) && (await run(fetched, engine.versionArgs)).code === 0,
      { describe: worked => (worked ? 'done' : 'did not work, gave up') },
    );
    if (found) {
      return fetched;
    }
  }
  say(engine.without);
  return undefined;
}

async function isSuitable(engine, program) {
  const { code, output } = await run(program, engine.versionArgs);
  return code === 0 && engine.isSuitable(output.trim());
}
