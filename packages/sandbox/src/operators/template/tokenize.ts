/** The smallest pieces of a template action. */
export type Token = {
  type:
    | 'string'
    | 'number'
    | 'dot'
    | 'field'
    | 'variable'
    | 'word'
    | 'open'
    | 'close'
    | 'pipe'
    | 'assign'
    | 'comma';
  text: string;
  /** Nothing stands between it and the token before: `.b` in `.a.b`. */
  glued: boolean;
};

const rules: [Token['type'] | 'space', RegExp][] = [
  ['space', /^\s+/],
  ['string', /^"(?:[^"\\]|\\.)*"/],
  ['string', /^`[^`]*`/],
  ['number', /^-?\d+(?:\.\d+)?/],
  ['field', /^\.[A-Za-z_][A-Za-z0-9_]*/],
  ['dot', /^\./],
  ['variable', /^\$[A-Za-z0-9_]*/],
  ['word', /^[A-Za-z_][A-Za-z0-9_]*/],
  ['open', /^\(/],
  ['close', /^\)/],
  ['pipe', /^\|/],
  ['assign', /^:?=/],
  ['comma', /^,/],
];

function ruleFor(text: string) {
  return rules.find(([, pattern]) => pattern.test(text));
}

function textOf(type: Token['type'], raw: string): string {
  if (type === 'field') {
    return raw.slice(1);
  }
  if (type !== 'string') {
    return raw;
  }
  // Go's escapes in double quotes are JSON's, as far as anyone writes them.
  return raw.startsWith('"') ? JSON.parse(raw) : raw.slice(1, -1);
}

/**
 * Cuts a template action such as `.branch | trimPrefix "feature/"` into tokens.
 *
 * @throws Error naming the first piece that is not of the language.
 */
export function tokenize(action: string): Token[] {
  const tokens: Token[] = [];
  let rest = action;
  let glued = false;
  while (rest) {
    const rule = ruleFor(rest);
    if (!rule) {
      throw new Error(
        `cannot read "${rest}" in the template action "${action}"`,
      );
    }
    const [type, pattern] = rule;
    const raw = pattern.exec(rest)![0];
    if (type !== 'space') {
      tokens.push({ type, text: textOf(type, raw), glued });
    }
    glued = type !== 'space';
    rest = rest.slice(raw.length);
  }
  return tokens;
}
