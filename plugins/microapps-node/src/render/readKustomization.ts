import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import { findUnsafeCharacter } from '../layout/safeText';
import { kindOf } from './localPaths';

/** The names under which kustomize finds its file in a folder. */
const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A kustomization with its field names in small letters. */
export type Kustomization = Record<string, unknown>;

/** A folder's kustomization file, or why it cannot be judged. */
export type KustomizationFile = { path: string } & (
  | { content: Kustomization }
  | { problem: string }
);

/**
 * Kustomize matches field names whatever their case (as Go's JSON does), so
 * `Resources` loads as `resources` does. Two spellings of one name, and
 * letters that Go folds into others, are refused by `undefined`.
 */
function withSmallNames(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withSmallNames);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(
    ([name, item]): [string, unknown] => {
      // eslint-disable-next-line no-control-regex
      if (!/^[\u0000-\u007f]*$/.test(name)) {
        throw new Error(
          `Rename the field "${name}": only plain letters can be used.`,
        );
      }
      if (name === '<<') {
        // Kustomize's YAML would merge what it holds into the fields beside it.
        throw new Error(
          'Write the fields out instead of merging them by "<<".',
        );
      }
      return [name.toLowerCase(), withSmallNames(item)];
    },
  );
  const names = entries.map(([name]) => name);
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) {
    throw new Error(
      `The field "${double}" is here in two spellings. Keep one.`,
    );
  }
  return Object.fromEntries(entries);
}

function hasTag(document: Document.Parsed): boolean {
  let found = false;
  visit(document, {
    Value: (_key, node) => {
      found ||= node.tag !== undefined;
    },
  });
  return found;
}

function parseKustomization(text: string): Kustomization {
  const hidden = findUnsafeCharacter(text);
  if (hidden) {
    // Kustomize begins a new line at some of them: a comment would become fields.
    throw new Error(`Remove the invisible character ${hidden.name}.`);
  }
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) {
    throw new Error(`It is not valid YAML: ${document.errors[0].message}.`);
  }
  if (document.warnings.length > 0 || hasTag(document)) {
    // Kustomize decodes `!!binary`: it would read another value than is seen here.
    throw new Error(
      'Remove the YAML tags (words that begin with "!"): only plain values are read.',
    );
  }
  const content = withSmallNames(document.toJS({ maxAliasCount: 50 }));
  if (
    typeof content !== 'object' ||
    content === null ||
    Array.isArray(content)
  ) {
    throw new Error('It must be a group of fields.');
  }
  return content as Kustomization;
}

/** The kustomization file of a folder; `undefined` when it has none. */
export async function readKustomization(
  folder: string,
): Promise<KustomizationFile | undefined> {
  for (const name of FILE_NAMES) {
    const path = join(folder, name);
    if ((await kindOf(path)) === 'file') {
      try {
        return {
          path,
          content: parseKustomization(await readFile(path, 'utf8')),
        };
      } catch (error) {
        return { path, problem: (error as Error).message };
      }
    }
  }
  return undefined;
}
