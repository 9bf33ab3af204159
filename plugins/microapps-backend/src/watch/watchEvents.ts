import type {
  ObservedKind,
  ObservedObject,
} from '@microapps/plugin-microapps-node';
import { z } from 'zod';
import { kindPath } from './kindPath';
import { KubernetesError } from './KubernetesError';
import type { KubernetesTransport } from './KubernetesTransport';
import { observedObjectSchema } from './observedObject';

/** A line longer than this is no object that etcd could hold; characters. */
const MAX_LINE = 32 * 1024 * 1024;

const eventSchema = z.union([
  z.object({
    type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    object: observedObjectSchema,
  }),
  z.object({
    type: z.literal('BOOKMARK'),
    object: z.object({ metadata: z.object({ resourceVersion: z.string() }) }),
  }),
  z.object({
    type: z.literal('ERROR'),
    object: z.object({
      code: z.number().optional(),
      message: z.string().optional(),
    }),
  }),
]);

/** What happened to an object, or how far the watch has come. */
export type WatchEvent =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: ObservedObject }
  | { type: 'BOOKMARK'; resourceVersion: string };

/**
 * The changes of a kind since a resource version, until the cluster ends the
 * watch, which it does in time.
 *
 * @throws {@link KubernetesError} with status 410 when the cluster no longer
 * knows that far back.
 */
export async function* watchEvents(options: {
  transport: KubernetesTransport;
  kind: ObservedKind;
  resourceVersion: string;
  /** For how long the cluster is asked to keep the watch; seconds. */
  duration: number;
  signal: AbortSignal;
  /** See {@link GetOptions}. */
  answer: number;
  /** Must be longer than the cluster's time between bookmarks; milliseconds. */
  silence: number;
  /** Called once the cluster has agreed to the watch. */
  onOpen: () => void;
}): AsyncGenerator<WatchEvent> {
  const { transport, kind, resourceVersion, duration } = options;
  const response = await transport.get(
    kindPath(kind, {
      watch: 'true',
      allowWatchBookmarks: 'true',
      timeoutSeconds: String(duration),
      resourceVersion,
    }),
    options,
  );
  options.onOpen();

  let rest = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    rest += chunk;
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end).trim();
      rest = rest.slice(end + 1);
      if (line) {
        yield parseEvent(line);
      }
    }
    if (rest.length > MAX_LINE) {
      throw new Error('it sent an object larger than a cluster can hold');
    }
  }
}

function parseEvent(line: string): WatchEvent {
  const event = eventSchema.parse(JSON.parse(line));
  switch (event.type) {
    case 'BOOKMARK':
      return {
        type: 'BOOKMARK',
        resourceVersion: event.object.metadata.resourceVersion,
      };
    case 'ERROR':
      throw new KubernetesError(
        event.object.code ?? 500,
        event.object.message ?? 'the watch failed',
      );
    default:
      return event;
  }
}
