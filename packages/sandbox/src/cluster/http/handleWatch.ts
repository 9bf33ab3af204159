import { ServerResponse } from 'node:http';
import { parseVersion } from '../rules/listObjects';
import { WatchHub } from '../watch/WatchHub';
import { ResourceRequest } from './ResourceRequest';

/** A client that lets this much pile up is cut off; it can resume. */
const MAX_UNSENT_BYTES = 16 * 1024 * 1024;

/** kube-apiserver ends a watch after half an hour to an hour. */
const SHORTEST_DEFAULT_TIMEOUT_MS = 30 * 60_000;

/** The longest that a timer of Node waits; a longer one would fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Answers a watch.
 *
 * @throws ApiError 400 for parameters that make no sense, before anything is sent
 */
export function handleWatch(
  hub: WatchHub,
  request: ResourceRequest,
  response: ServerResponse,
): void {
  const { matches } = request.selection();
  const version = request.text('resourceVersion');
  const timeoutSeconds = request.number('timeoutSeconds');
  const after =
    version === undefined || version === '0'
      ? undefined
      : parseVersion(version);
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  const stop = hub.start(
    {
      kind: request.kind,
      representation: request.representation,
      matches,
      after,
      sendInitialEvents: request.flag('sendInitialEvents'),
      bookmarks: request.flag('allowWatchBookmarks'),
      timeoutMs: timeoutSeconds
        ? Math.min(timeoutSeconds * 1000, LONGEST_TIMEOUT_MS)
        : SHORTEST_DEFAULT_TIMEOUT_MS * (1 + Math.random()),
    },
    {
      write: line => {
        if (response.writableLength > MAX_UNSENT_BYTES) {
          response.destroy();
        } else {
          response.write(line);
        }
      },
      end: () => response.end(),
      destroy: () => response.destroy(),
    },
  );
  response.on('close', stop);
}
