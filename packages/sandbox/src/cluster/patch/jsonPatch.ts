import { z } from 'zod';
import { ApiError, badRequest } from '../model/ApiError';
import { isJsonObject, jsonEqual } from '../model/json';

const operationSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('replace'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('test'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('remove'), path: z.string() }),
  z.object({ op: z.literal('move'), path: z.string(), from: z.string() }),
  z.object({ op: z.literal('copy'), path: z.string(), from: z.string() }),
]);

type Operation = z.infer<typeof operationSchema>;

/**
 * Applies a JSON Patch (RFC 6902) and returns the result; the document stays as it is.
 *
 * @throws ApiError 400 when the patch cannot be read, 422 when it does not fit the document
 */
export function jsonPatch(document: unknown, patch: unknown): unknown {
  const operations = z.array(operationSchema).safeParse(patch);
  if (!operations.success) {
    throw badRequest(
      `error decoding patch: ${operations.error.issues[0].message}`,
    );
  }
  return operations.data.reduce(applyOperation, structuredClone(document));
}

function applyOperation(document: unknown, operation: Operation): unknown {
  const path = parsePointer(operation.path);
  switch (operation.op) {
    case 'add':
      return add(document, path, operation.value);
    case 'remove':
      return remove(document, path).rest;
    case 'replace':
      read(document, path);
      return path.length
        ? add(remove(document, path).rest, path, operation.value)
        : operation.value;
    case 'move': {
      const { rest, removed } = remove(document, parsePointer(operation.from));
      return add(rest, path, removed);
    }
    case 'copy':
      return add(
        document,
        path,
        structuredClone(read(document, parsePointer(operation.from))),
      );
    default:
      if (!jsonEqual(read(document, path), operation.value)) {
        throw doesNotFit(`testing value ${operation.path} failed`);
      }
      return document;
  }
}

function parsePointer(pointer: string): string[] {
  if (pointer === '') {
    return [];
  }
  if (!pointer.startsWith('/')) {
    throw doesNotFit(`"${pointer}" is not a JSON pointer`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function read(document: unknown, path: string[]): unknown {
  return path.reduce((container, part) => {
    if (Array.isArray(container)) {
      return container[index(container, part, container.length - 1)];
    }
    if (isJsonObject(container) && Object.hasOwn(container, part)) {
      return container[part];
    }
    throw doesNotFit(`the path /${path.join('/')} does not exist`);
  }, document);
}

function add(document: unknown, path: string[], value: unknown): unknown {
  if (!path.length) {
    return value;
  }
  const container = read(document, path.slice(0, -1));
  const last = path[path.length - 1];
  if (Array.isArray(container)) {
    const at =
      last === '-'
        ? container.length
        : index(container, last, container.length);
    container.splice(at, 0, value);
  } else if (isJsonObject(container)) {
    setField(container, last, value);
  } else {
    throw doesNotFit(`the parent of /${path.join('/')} holds no fields`);
  }
  return document;
}

function remove(
  document: unknown,
  path: string[],
): { rest: unknown; removed: unknown } {
  const removed = read(document, path);
  const container = read(document, path.slice(0, -1));
  const last = path[path.length - 1];
  if (Array.isArray(container)) {
    container.splice(Number(last), 1);
  } else if (isJsonObject(container)) {
    delete container[last];
  }
  return { rest: document, removed };
}

function index(list: unknown[], part: string, highest: number): number {
  const at = /^(0|[1-9]\d*)$/.test(part) ? Number(part) : NaN;
  if (!(at <= highest)) {
    throw doesNotFit(`"${part}" is no index of a list of ${list.length}`);
  }
  return at;
}

function setField(
  container: { [key: string]: unknown },
  name: string,
  value: unknown,
): void {
  // Object.defineProperty, so that "__proto__" is a field like any other.
  Object.defineProperty(container, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function doesNotFit(why: string): ApiError {
  return new ApiError(
    422,
    'Invalid',
    `the server rejected our request due to an error in our request: ${why}`,
  );
}
