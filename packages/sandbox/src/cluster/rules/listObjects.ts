import { z } from 'zod';
import { Kind, resourceName } from '../kinds/Kind';
import { ApiError, badRequest, expired } from '../model/ApiError';
import { KubernetesObject } from '../model/KubernetesObject';
import { keyText } from '../store/Collection';
import { ObjectStore } from '../store/ObjectStore';

/** What a client asks of a list. */
export type ListQuery = {
  namespace?: string;
  /** The selectors: which objects are meant. */
  matches(object: KubernetesObject): boolean;
  /** Whether a selector leaves objects out; their number is then not told. */
  isFiltered: boolean;
  limit?: number;
  continueToken?: string;
  resourceVersion?: string;
  resourceVersionMatch?: string;
};

/** One page of a list. */
export type ObjectList = {
  items: KubernetesObject[];
  resourceVersion: number;
  continueToken?: string;
  remainingItemCount?: number;
};

const tokenSchema = z.object({
  v: z.literal('meta.k8s.io/v1'),
  /** The version of the first page; -1 for the present one. */
  rv: z.number().int(),
  /** Where the next page starts. */
  start: z.string(),
});

/**
 * Lists a kind. All pages of a list show the same version, that of its first.
 *
 * @throws ApiError 410 when that version is no longer known
 */
export function listObjects(
  store: ObjectStore,
  kind: Kind,
  query: ListQuery,
): ObjectList {
  const token = query.continueToken
    ? parseToken(query.continueToken)
    : undefined;
  const wanted = token ? token.rv : versionOf(store, query);
  const version =
    wanted === undefined || wanted < 0 ? store.resourceVersion : wanted;
  const all = store
    .collection(resourceName(kind))
    .listAt(version, query.namespace);
  if (!all) {
    throw token
      ? tokenExpired(store, token.start)
      : expired(
          `The resourceVersion for the provided list is too old: ${version}`,
        );
  }
  const start = token
    ? all.findIndex(object => keyText(object.metadata) >= token.start)
    : 0;
  const rest = start < 0 ? [] : all.slice(start).filter(query.matches);
  const limit = query.limit || rest.length;
  const next = rest[limit];
  return {
    items: rest.slice(0, limit),
    resourceVersion: version,
    ...(next
      ? {
          continueToken: writeToken(version, keyText(next.metadata)),
          remainingItemCount: query.isFiltered
            ? undefined
            : rest.length - limit,
        }
      : {}),
  };
}

/** Reads a `resourceVersion` parameter. */
export function parseVersion(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `resourceVersion: Invalid value: ${JSON.stringify(
        text,
      )}: it is a number that this server gave`,
    );
  }
  return Number(text);
}

/** The version that must be shown exactly, or `undefined` for the present one. */
function versionOf(store: ObjectStore, query: ListQuery): number | undefined {
  const { resourceVersion, resourceVersionMatch } = query;
  if (resourceVersionMatch && !resourceVersion) {
    throw badRequest(
      'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (!resourceVersion || resourceVersion === '0') {
    return undefined;
  }
  const version = parseVersion(resourceVersion);
  if (version > store.resourceVersion) {
    throw tooLarge(version, store.resourceVersion);
  }
  const isExact =
    resourceVersionMatch === 'Exact' ||
    (!resourceVersionMatch && Boolean(query.limit));
  return isExact ? version : undefined;
}

function tooLarge(version: number, current: number): ApiError {
  return new ApiError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${version}, current: ${current}`,
    {
      details: {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    },
  );
}

function tokenExpired(store: ObjectStore, start: string): ApiError {
  return expired(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    {
      resourceVersion: String(store.resourceVersion),
      continue: writeToken(-1, start),
    },
  );
}

function writeToken(version: number, start: string): string {
  return Buffer.from(
    JSON.stringify({ v: 'meta.k8s.io/v1', rv: version, start }),
  ).toString('base64url');
}

function parseToken(token: string): z.infer<typeof tokenSchema> {
  try {
    return tokenSchema.parse(
      JSON.parse(Buffer.from(token, 'base64url').toString()),
    );
  } catch {
    throw badRequest('continue key is not valid');
  }
}
