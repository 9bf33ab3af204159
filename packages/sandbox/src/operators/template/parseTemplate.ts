import { parsePipeline, TokenReader, type Expression } from './parseExpression';

/** A piece of a template. */
export type Node =
  | { type: 'text'; text: string }
  | { type: 'print'; value: Expression }
  | { type: 'assign'; name: string; value: Expression }
  | { type: 'if'; condition: Expression; then: Node[]; otherwise: Node[] }
  | { type: 'with'; value: Expression; then: Node[]; otherwise: Node[] }
  | {
      type: 'range';
      key?: string;
      item?: string;
      over: Expression;
      body: Node[];
      otherwise: Node[];
    };

/** What opens and closes an action: `{{` and `}}` unless said otherwise. */
export type Delimiters = { open: string; close: string };

type Piece = { text: string } | { action: string };

function split(source: string, { open, close }: Delimiters): Piece[] {
  const pieces: Piece[] = [];
  let rest = source;
  for (;;) {
    const start = rest.indexOf(open);
    if (start < 0) {
      pieces.push({ text: rest });
      return pieces;
    }
    const end = rest.indexOf(close, start + open.length);
    if (end < 0) {
      throw new Error(
        `a template action is opened with ${open} but not closed`,
      );
    }
    let before = rest.slice(0, start);
    let action = rest.slice(start + open.length, end);
    rest = rest.slice(end + close.length);
    // "{{- " and " -}}" swallow the white space on their side.
    if (/^-\s/.test(action)) {
      action = action.slice(1);
      before = before.trimEnd();
    }
    if (/\s-$/.test(action)) {
      action = action.slice(0, -1);
      rest = rest.trimStart();
    }
    pieces.push({ text: before }, { action: action.trim() });
  }
}

/** Reads pieces up to the action that ends the block they stand in. */
class BlockParser {
  private position = 0;

  constructor(private readonly pieces: Piece[]) {}

  parse(): Node[] {
    const { nodes, end } = this.block();
    if (end) {
      throw new Error(`"${end.source}" in a template without its beginning`);
    }
    return nodes;
  }

  private block(): { nodes: Node[]; end?: TokenReader } {
    const nodes: Node[] = [];
    while (this.position < this.pieces.length) {
      const piece = this.pieces[this.position++];
      if ('text' in piece) {
        if (piece.text) {
          nodes.push({ type: 'text', text: piece.text });
        }
        continue;
      }
      if (piece.action.startsWith('/*')) {
        continue;
      }
      const reader = new TokenReader(piece.action);
      const first = reader.peek();
      if (
        first?.type === 'word' &&
        (first.text === 'end' || first.text === 'else')
      ) {
        return { nodes, end: reader };
      }
      nodes.push(this.action(reader));
    }
    return { nodes };
  }

  private action(reader: TokenReader): Node {
    if (reader.take('word', 'if')) {
      return this.conditional('if', reader);
    }
    if (reader.take('word', 'with')) {
      return this.conditional('with', reader);
    }
    if (reader.take('word', 'range')) {
      return this.range(reader);
    }
    if (/^\$\w+\s*:?=/.test(reader.source)) {
      const name = reader.next()!.text;
      reader.take('assign');
      const value = parsePipeline(reader);
      reader.end();
      return { type: 'assign', name, value };
    }
    const value = parsePipeline(reader);
    reader.end();
    return { type: 'print', value };
  }

  private conditional(type: 'if' | 'with', reader: TokenReader): Node {
    const subject = parsePipeline(reader);
    reader.end();
    const { then, otherwise } = this.branches(reader.source);
    return type === 'if'
      ? { type, condition: subject, then, otherwise }
      : { type, value: subject, then, otherwise };
  }

  private branches(source: string): { then: Node[]; otherwise: Node[] } {
    const { nodes: then, end } = this.block();
    if (!end) {
      throw new Error(`"${source}" in a template has no end`);
    }
    if (end.take('word', 'end')) {
      return { then, otherwise: [] };
    }
    end.take('word', 'else');
    if (end.take('word', 'if')) {
      return { then, otherwise: [this.conditional('if', end)] };
    }
    const { nodes: otherwise, end: last } = this.block();
    if (!last?.take('word', 'end')) {
      throw new Error(`"${source}" in a template has no end`);
    }
    return { then, otherwise };
  }

  private range(reader: TokenReader): Node {
    let key: string | undefined;
    let item: string | undefined;
    if (/^range\s+\$[^=]*:=/.test(reader.source)) {
      item = reader.take('variable')?.text;
      if (reader.take('comma')) {
        key = item;
        item = reader.take('variable')?.text;
      }
      if (!reader.take('assign')) {
        reader.fail();
      }
    }
    const over = parsePipeline(reader);
    reader.end();
    const { then, otherwise } = this.branches(reader.source);
    return { type: 'range', key, item, over, body: then, otherwise };
  }
}

/**
 * Reads the part of Go's text/template language that operators' definitions
 * use: pipelines, calls, variables, if, with and range.
 *
 * @throws Error naming the action that cannot be read.
 */
export function parseTemplate(source: string, delimiters: Delimiters): Node[] {
  return new BlockParser(split(source, delimiters)).parse();
}
