import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { ApiError, badRequest } from '../model/ApiError';

/** What kube-apiserver takes at most. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

/** A body and what it says it is. */
export type RequestBody = { mediaType: string; text: string };

/**
 * Reads the whole body.
 *
 * @throws ApiError 413 when it is larger than kube-apiserver takes
 */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAX_BODY_BYTES}`,
      );
    }
    chunks.push(chunk);
  }
  const contentType = request.headers['content-type'] ?? 'application/json';
  return {
    mediaType: contentType.split(';')[0].trim().toLowerCase(),
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

/**
 * Reads a JSON or YAML body; `undefined` when there is none.
 *
 * @throws ApiError 400 when it is neither, 415 when it is said to be something else
 */
export function parseBody({ mediaType, text }: RequestBody): unknown {
  if (text.trim() === '') {
    return undefined;
  }
  if (mediaType.endsWith('yaml')) {
    return readable(() => parse(text));
  }
  if (mediaType.endsWith('json') || mediaType === '*/*') {
    return readable(() => JSON.parse(text));
  }
  throw unsupportedMediaType(['application/json', 'application/yaml']);
}

/** 415, saying what is understood. */
export function unsupportedMediaType(accepted: string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

function readable(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    throw badRequest(
      `couldn't read the body: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}
