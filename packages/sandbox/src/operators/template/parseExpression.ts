import { tokenize, type Token } from './tokenize';

/** Something that has a value. */
export type Expression =
  | { type: 'literal'; value: unknown }
  /** `.a.b`, `$.a`, `$x.a`, `inputs.a`, `(…).a`: fields of what stands before. */
  | { type: 'fields'; of: Expression; path: string[] }
  | { type: 'dot' }
  | { type: 'variable'; name: string }
  | { type: 'call'; name: string; args: Expression[] }
  /** `a | f x`: each command takes the value before it as its last argument. */
  | { type: 'pipe'; stages: Expression[] };

/** One action's tokens, read from the left. */
export class TokenReader {
  private position = 0;

  private readonly tokens: Token[];

  constructor(readonly source: string) {
    this.tokens = tokenize(source);
  }

  peek(): Token | undefined {
    return this.tokens[this.position];
  }

  next(): Token | undefined {
    return this.tokens[this.position++];
  }

  take(type: Token['type'], text?: string): Token | undefined {
    const token = this.peek();
    if (token?.type === type && (text === undefined || token.text === text)) {
      return this.next();
    }
    return undefined;
  }

  fail(): never {
    const token = this.peek();
    throw new Error(
      token
        ? `unexpected "${token.text}" in the template action "${this.source}"`
        : `the template action "${this.source}" ends too early`,
    );
  }

  end(): void {
    if (this.peek()) {
      this.fail();
    }
  }
}

function fieldsAfter(reader: TokenReader, of: Expression): Expression {
  const path: string[] = [];
  // In "eq .a .b" the second field is an argument, in ".a.b" it goes on.
  while (reader.peek()?.type === 'field' && reader.peek()?.glued) {
    path.push(reader.next()!.text);
  }
  return path.length > 0 ? { type: 'fields', of, path } : of;
}

function parseOperand(reader: TokenReader): Expression | undefined {
  const token = reader.peek();
  switch (token?.type) {
    case 'string':
      reader.next();
      return { type: 'literal', value: token.text };
    case 'number':
      reader.next();
      return { type: 'literal', value: Number(token.text) };
    case 'dot':
      reader.next();
      return fieldsAfter(reader, { type: 'dot' });
    case 'field': {
      reader.next();
      const inner = fieldsAfter(reader, { type: 'dot' });
      const path = inner.type === 'fields' ? inner.path : [];
      return {
        type: 'fields',
        of: { type: 'dot' },
        path: [token.text, ...path],
      };
    }
    case 'variable':
      reader.next();
      return fieldsAfter(reader, { type: 'variable', name: token.text });
    case 'word': {
      reader.next();
      if (token.text === 'true' || token.text === 'false') {
        return { type: 'literal', value: token.text === 'true' };
      }
      if (token.text === 'nil') {
        return { type: 'literal', value: undefined };
      }
      return fieldsAfter(reader, { type: 'call', name: token.text, args: [] });
    }
    case 'open': {
      reader.next();
      const inner = parsePipeline(reader);
      if (!reader.take('close')) {
        reader.fail();
      }
      return fieldsAfter(reader, inner);
    }
    default:
      return undefined;
  }
}

function parseCommand(reader: TokenReader): Expression {
  const isWord = reader.peek()?.type === 'word';
  const first = parseOperand(reader);
  if (!first) {
    return reader.fail();
  }
  // Only a bare word takes arguments; "(f x)" has had its own.
  if (!isWord || first.type !== 'call') {
    return first;
  }
  const args: Expression[] = [];
  for (;;) {
    const operand = parseOperand(reader);
    if (!operand) {
      break;
    }
    args.push(operand);
  }
  return { ...first, args };
}

/**
 * Reads a pipeline: `.branch | trimPrefix "feature/"`.
 *
 * @throws Error naming the action that cannot be read.
 */
export function parsePipeline(reader: TokenReader): Expression {
  const stages = [parseCommand(reader)];
  while (reader.take('pipe')) {
    stages.push(parseCommand(reader));
  }
  return stages.length === 1 ? stages[0] : { type: 'pipe', stages };
}
