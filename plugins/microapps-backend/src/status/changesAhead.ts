import { isDeepStrictEqual } from 'node:util';
import type { MicroApp } from '@microapps/plugin-microapps-common';

/**
 * How many answers differ between two versions of a micro-app. Commits do not
 * tell: every environment follows the same branch, and most commits on it are
 * about other micro-apps.
 */
export function changesAhead(ahead: MicroApp, behind: MicroApp): number {
  const a = answersOf(ahead);
  const b = answersOf(behind);
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter(name => !isDeepStrictEqual(a[name], b[name])).length;
}

function answersOf({ spec }: MicroApp): Record<string, unknown> {
  const { parameters, ...common } = spec;
  return {
    ...common,
    ...Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        `parameters.${name}`,
        value,
      ]),
    ),
  };
}
