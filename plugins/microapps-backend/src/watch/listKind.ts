import type { IncomingMessage } from 'node:http';
import type {
  ObservedKind,
  ObservedObject,
} from '@microapps/plugin-microapps-node';
import { z } from 'zod';
import { kindPath } from './kindPath';
import type { KubernetesTransport } from './KubernetesTransport';
import { objectKey, observedObjectSchema } from './observedObject';

/** Objects asked for at a time: what kubectl asks for, too. */
const PAGE_SIZE = 500;

const pageSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
  items: z.array(z.unknown()).nullish(),
});

/** All objects of a kind, as they stood at one resource version. */
export type KindList<T> = {
  resourceVersion: string;
  entries: Map<string, T>;
};

/**
 * Lists a kind page by page. Each object is digested as its page arrives, so
 * that never more than one page of raw objects is in memory.
 */
export async function listKind<T>(options: {
  transport: KubernetesTransport;
  kind: ObservedKind;
  digest: (object: ObservedObject) => T;
  signal: AbortSignal;
  /** See {@link GetOptions}. */
  answer: number;
}): Promise<KindList<T>> {
  const { transport, kind, digest, signal, answer } = options;
  const entries = new Map<string, T>();
  let token: string | undefined;
  for (;;) {
    const response = await transport.get(
      kindPath(kind, { limit: String(PAGE_SIZE), continue: token }),
      { signal, answer },
    );
    const page = pageSchema.parse(JSON.parse(await readText(response)));
    for (const item of page.items ?? []) {
      const object = observedObjectSchema.safeParse(item);
      if (object.success) {
        entries.set(objectKey(object.data), digest(object.data));
      }
    }
    // All pages of one list carry the same resource version: that of the first.
    token = page.metadata.continue;
    if (!token) {
      return { resourceVersion: page.metadata.resourceVersion, entries };
    }
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
