import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { Document, Node, ParsedNode } from 'yaml';
import { isTooLarge, TOO_LARGE } from './fileLimit';
import type { Problem } from './Problem';
import { findUnsafeCharacter } from './safeText';

/** Aliases that a document may hold; far below what "billion laughs" needs. */
const MAX_ALIASES = 50;

/** Where something stands in a YAML text. */
export type YamlPath = readonly (string | number)[];

type Place = Pick<Problem, 'line' | 'column'>;

/**
 * A YAML text that was read with its places kept, so that every problem can
 * name its line.
 */
export class YamlSource {
  /** Reads a text; what keeps it from being read is in `problems`. */
  static parse(path: string, text: string): YamlSource {
    if (isTooLarge(text)) {
      return YamlSource.broken(path, TOO_LARGE);
    }
    const lines = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      merge: false,
      version: '1.2',
    });
    const source = new YamlSource(path, lines, document);
    const hidden = findUnsafeCharacter(text);
    if (hidden) {
      source.addAt(
        hidden.index,
        `Remove the invisible character ${hidden.name}: it can make this line read differently than it looks.`,
      );
    }
    // A warning is about a tag that is not understood: its value is not what was meant.
    for (const error of [...document.errors, ...document.warnings]) {
      source.addAt(error.pos[0], yamlSentence(error.code, error.message));
    }
    source.refusePrototypeKeys(document);
    return source;
  }

  private static broken(path: string, message: string): YamlSource {
    const source = new YamlSource(path, new LineCounter(), undefined);
    source.problems.push({ path, message });
    return source;
  }

  /** What was found wrong so far. */
  readonly problems: Problem[] = [];

  private constructor(
    private readonly path: string,
    private readonly lines: LineCounter,
    private readonly document: Document.Parsed<ParsedNode> | undefined,
  ) {}

  /** The text's value; `undefined` when there are problems already. */
  value(): unknown {
    if (this.problems.length > 0 || !this.document) {
      return undefined;
    }
    try {
      return this.document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch {
      this.problems.push({
        path: this.path,
        message:
          'Write repeated values out: too many YAML aliases (*name) are used.',
      });
      return undefined;
    }
  }

  /** Adds a problem at the key that a path leads to, or at its nearest parent that exists. */
  add(at: YamlPath, message: string): void {
    this.problems.push({ path: this.path, ...this.placeOf(at), message });
  }

  /**
   * Adds a problem for each value without quotes that YAML 1.1, which
   * Kustomize and Helm read, takes for something else: `yes`, `012`, a date.
   */
  refuseAmbiguousValues(): void {
    if (!this.document) {
      return;
    }
    visit(this.document, {
      Scalar: (_key, node) => {
        if (node.type !== 'PLAIN' || !node.source || !node.range) {
          return;
        }
        const { contents } = parseDocument(node.source, { version: '1.1' });
        if (isScalar(contents) && !Object.is(contents.value, node.value)) {
          this.addAt(
            node.range[0],
            `Put quotes around ${node.source}: without them, other programs read another value.`,
          );
        }
      },
    });
  }

  private addAt(offset: number, message: string): void {
    this.problems.push({ path: this.path, ...this.placeAt(offset), message });
  }

  private placeAt(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return line > 0 ? { line, column: col } : {};
  }

  private placeOf(at: YamlPath): Place {
    let node: unknown = this.document?.contents;
    let offset = (node as Node | null | undefined)?.range?.[0];
    for (const segment of at) {
      const step = childOf(node, segment);
      if (!step) {
        break;
      }
      node = step.node;
      offset = step.offset ?? offset;
    }
    return offset === undefined ? {} : this.placeAt(offset);
  }

  /** `__proto__` as a key could change what every object of the program inherits. */
  private refusePrototypeKeys(document: Document.Parsed<ParsedNode>): void {
    visit(document, {
      Pair: (_key, pair) => {
        const key = pair.key as ParsedNode | null;
        if (key && String((key as { value?: unknown }).value) === '__proto__') {
          this.addAt(
            key.range[0],
            'The name "__proto__" is not allowed. Remove it.',
          );
        }
      },
    });
  }
}

function childOf(
  node: unknown,
  segment: string | number,
): { node: unknown; offset?: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      item =>
        String((item.key as { value?: unknown } | null)?.value) ===
        String(segment),
    );
    return (
      pair && {
        node: pair.value,
        offset: (pair.key as Node | null)?.range?.[0],
      }
    );
  }
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return item === undefined
      ? undefined
      : { node: item, offset: (item as Node).range?.[0] };
  }
  return undefined;
}

function yamlSentence(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'This field is here twice. Keep one of the two.';
    case 'MULTIPLE_DOCS':
      return 'Keep one document in this file: remove the line "---" and what follows it.';
    case 'TAG_RESOLVE_FAILED':
      return 'Remove the YAML tag (the word that begins with "!"): only plain values are read.';
    default:
      return `This is not valid YAML: ${message
        .replace(/\s+/g, ' ')
        .replace(/\.?$/, '.')}`;
  }
}
