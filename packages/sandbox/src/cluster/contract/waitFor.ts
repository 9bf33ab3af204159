import { ContractTarget } from './ContractTarget';
import { openWatch } from './openWatch';

/**
 * Watches one object until it is as wanted, and returns it.
 *
 * @throws when the server ends the watch before
 */
export async function waitFor(
  target: ContractTarget,
  collectionPath: string,
  name: string,
  isWanted: (object: any) => boolean,
): Promise<any> {
  const watch = await openWatch(target, collectionPath, {
    fieldSelector: `metadata.name=${name}`,
  });
  try {
    for (let line = await watch.next(); line; line = await watch.next()) {
      if (line.type !== 'DELETED' && isWanted(line.object)) {
        return line.object;
      }
    }
  } finally {
    watch.close();
  }
  throw new Error(`${collectionPath}/${name} did not become as expected`);
}

/** Watches one object until it is gone. */
export async function waitUntilGone(
  target: ContractTarget,
  collectionPath: string,
  name: string,
): Promise<void> {
  const watch = await openWatch(target, collectionPath, {
    fieldSelector: `metadata.name=${name}`,
    sendInitialEvents: 'true',
    resourceVersionMatch: 'NotOlderThan',
    allowWatchBookmarks: 'true',
  });
  let isThere = false;
  try {
    for (let line = await watch.next(); line; line = await watch.next()) {
      isThere = line.type === 'BOOKMARK' ? isThere : line.type !== 'DELETED';
      if (!isThere) {
        return;
      }
    }
  } finally {
    watch.close();
  }
  throw new Error(`${collectionPath}/${name} did not go`);
}
