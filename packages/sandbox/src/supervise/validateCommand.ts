import { delimiter, dirname, isAbsolute } from 'node:path';
import type { CiOptions } from '../ci';
import type { Settings } from './settings';

/** How Node runs the project's sources as they are. */
export const SOURCE_TRANSFORM = [
  '--require',
  '@backstage/cli/config/nodeTransform.cjs',
];

/**
 * The command with which the stand-in CI validates the micro-apps' repository:
 * the project's own CLI, with the tools found by the set-up on its PATH.
 */
export function validateCommand(settings: Settings): CiOptions['validate'] {
  const tools = [settings.kustomize, settings.helm ?? '']
    .filter(isAbsolute)
    .map(path => dirname(path));
  return {
    command: process.execPath,
    args: [...SOURCE_TRANSFORM, 'packages/cli/src/index.ts', 'validate'],
    cwd: settings.projectRoot,
    env: { PATH: [...tools, process.env.PATH ?? ''].join(delimiter) },
  };
}
