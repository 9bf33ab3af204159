import { createHash } from 'node:crypto';
import { stringify } from 'yaml';

/** A function that templates may call; a pipeline's value comes last. */
export type TemplateFunction = (...args: any[]) => unknown;

/** Go's idea of false: nothing, zero, and what is empty. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) {
    return true;
  }
  if (value === '' || value === 0) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** How a value is printed. */
export function printed(value: unknown): string {
  if (value === undefined || value === null) {
    return '<no value>';
  }
  if (Array.isArray(value)) {
    return `[${value.map(printed).join(' ')}]`;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Argo CD's `normalize`: what may stand in a DNS subdomain, at most 253
 * characters.
 */
export function normalize(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^-a-z0-9.]/g, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');
}

/** What may stand in a DNS label, at most `length` characters. */
export function slugify(text: string, length = 63): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, length)
    .replace(/^-+|-+$/g, '');
}

function indent(spaces: number, text: string): string {
  return text.replace(/^/gm, ' '.repeat(spaces));
}

function index(value: any, ...keys: (string | number)[]): unknown {
  return keys.reduce((inner, key) => inner?.[key], value);
}

function formatted(format: string, ...args: unknown[]): string {
  let next = 0;
  return format.replace(/%(?:0(\d+))?([svdqtx%])/g, (_, width, verb) => {
    if (verb === '%') {
      return '%';
    }
    const value = args[next++];
    if (verb === 'q') {
      return JSON.stringify(printed(value));
    }
    const text = verb === 'x' ? Number(value).toString(16) : printed(value);
    return width ? text.padStart(Number(width), '0') : text;
  });
}

const toYaml: TemplateFunction = value =>
  stringify(value, { lineWidth: 0 }).trimEnd();

/**
 * The functions of Go's templates, of sprig, and of the two operators that
 * definitions in use call.
 */
export const templateFunctions: Record<string, TemplateFunction> = {
  and: (...values) => values.find(isEmpty) ?? values.at(-1),
  or: (...values) => values.find(value => !isEmpty(value)) ?? values.at(-1),
  not: isEmpty,
  eq: (first, ...others) => others.includes(first),
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  len: value =>
    typeof value === 'object' && !Array.isArray(value)
      ? Object.keys(value ?? {}).length
      : value?.length ?? 0,
  index,
  get: (value, key) => value?.[key] ?? '',
  hasKey: (value, key) => Object.hasOwn(value ?? {}, key),
  dict: (...pairs) =>
    Object.fromEntries(
      pairs.flatMap((key, at) => (at % 2 === 0 ? [[key, pairs[at + 1]]] : [])),
    ),
  list: (...values) => values,
  print: (...values) => values.map(printed).join(''),
  printf: formatted,
  default: (fallback, value) => (isEmpty(value) ? fallback : value),
  coalesce: (...values) => values.find(value => !isEmpty(value)),
  ternary: (yes, no, condition) => (condition ? yes : no),
  empty: isEmpty,
  required: (message, value) => {
    if (isEmpty(value)) {
      throw new Error(message);
    }
    return value;
  },
  trim: text => String(text).trim(),
  trimPrefix: (prefix, text) =>
    String(text).startsWith(prefix)
      ? String(text).slice(prefix.length)
      : String(text),
  trimSuffix: (suffix, text) =>
    suffix && String(text).endsWith(suffix)
      ? String(text).slice(0, -suffix.length)
      : String(text),
  trimAll: (cut, text) => {
    const chars = [...String(text)];
    while (chars.length > 0 && cut.includes(chars[0])) {
      chars.shift();
    }
    while (chars.length > 0 && cut.includes(chars[chars.length - 1])) {
      chars.pop();
    }
    return chars.join('');
  },
  trunc: (length, text) =>
    length < 0 ? String(text).slice(length) : String(text).slice(0, length),
  lower: text => String(text).toLowerCase(),
  upper: text => String(text).toUpperCase(),
  replace: (from, to, text) => String(text).replaceAll(from, to),
  contains: (part, text) => String(text).includes(part),
  hasPrefix: (prefix, text) => String(text).startsWith(prefix),
  hasSuffix: (suffix, text) => String(text).endsWith(suffix),
  split: (separator, text) =>
    Object.fromEntries(
      String(text)
        .split(separator)
        .map((part, at) => [`_${at}`, part]),
    ),
  splitList: (separator, text) => String(text).split(separator),
  join: (separator, values) => values.map(printed).join(separator),
  first: values => values[0],
  last: values => values.at(-1),
  quote: value => JSON.stringify(printed(value)),
  squote: value => `'${printed(value)}'`,
  toString: printed,
  int: value => Math.trunc(Number(value)) || 0,
  add: (...values) => values.reduce((sum, value) => sum + Number(value), 0),
  sub: (a, b) => Number(a) - Number(b),
  toJson: value => JSON.stringify(value),
  toYaml,
  indent,
  nindent: (spaces, text) => `\n${indent(spaces, text)}`,
  b64enc: text => Buffer.from(String(text)).toString('base64'),
  sha256sum: text => createHash('sha256').update(String(text)).digest('hex'),
  normalize,
  slugify: (...args) =>
    args.length > 1
      ? slugify(String(args[1]), args[0])
      : slugify(String(args[0])),
};
