import { Representation } from '../http/representation';
import { Kind, resourceName } from '../kinds/Kind';
import { ApiError } from '../model/ApiError';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { StoreEvent } from '../store/Collection';
import { ObjectStore } from '../store/ObjectStore';
import { translateEvent } from './translateEvent';

/** Where the lines of a watch go. */
export type WatchSink = {
  write(line: string): void;
  /** Ends the answer in order. */
  end(): void;
  /** Breaks the connection. */
  destroy(): void;
};

/** What a client asks of a watch. */
export type WatchQuery = {
  kind: Kind;
  representation: Representation;
  matches(object: KubernetesObject): boolean;
  /** The version after which to start; `undefined` for the present state first. */
  after?: number;
  /** The present state first, then a bookmark that says so. */
  sendInitialEvents: boolean;
  bookmarks: boolean;
  timeoutMs: number;
};

/** One watch from its start to its end. */
export class OpenWatch {
  /** A half-open connection: nothing more is sent, but it stays open. */
  muted = false;
  private readonly cleanUps: (() => void)[] = [];

  constructor(
    private readonly store: ObjectStore,
    private readonly query: WatchQuery,
    private readonly sink: WatchSink,
  ) {}

  /** `deployments.apps` */
  get resource(): string {
    return resourceName(this.query.kind);
  }

  /** Sends what the client has missed, and from then on every change. */
  start(bookmarkIntervalMs: number): void {
    const { after, bookmarks, sendInitialEvents, timeoutMs } = this.query;
    // A client may name a version that this server has not reached yet.
    const seen = Math.max(after ?? 0, this.store.resourceVersion);
    this.cleanUps.push(
      this.store.subscribe(event => {
        if (event.resource === this.resource && event.resourceVersion > seen) {
          this.tell(event);
        }
      }),
    );
    if (bookmarks) {
      const timer = setInterval(() => this.bookmark(), bookmarkIntervalMs);
      this.cleanUps.push(() => clearInterval(timer));
    }
    const timer = setTimeout(() => this.timeOut(), timeoutMs);
    this.cleanUps.push(() => clearTimeout(timer));

    if (after === undefined || sendInitialEvents) {
      this.sendState();
    } else {
      this.sendMissed(after);
    }
  }

  /** Sends nothing more; the connection is somebody else's to close. */
  stop(): void {
    this.cleanUps.splice(0).forEach(cleanUp => cleanUp());
  }

  /** Ends the answer in order. */
  end(): void {
    this.stop();
    this.sink.end();
  }

  /** Breaks the connection. */
  cut(): void {
    this.stop();
    this.sink.destroy();
  }

  private sendState(): void {
    const { representation, matches, sendInitialEvents } = this.query;
    for (const object of this.store.collection(this.resource).list()) {
      if (matches(object)) {
        this.send('ADDED', representation.object(object));
      }
    }
    if (sendInitialEvents) {
      this.bookmark({ 'k8s.io/initial-events-end': 'true' });
    }
  }

  private sendMissed(after: number): void {
    const missed = this.store.collection(this.resource).eventsSince(after);
    if (missed) {
      missed.forEach(event => this.tell(event));
      return;
    }
    // As the real server does, an error after the start comes as an event.
    const current = this.store.resourceVersion;
    const error = new ApiError(
      410,
      'Expired',
      `too old resource version: ${after} (${current})`,
    );
    this.send('ERROR', error.status);
    this.end();
  }

  private tell(event: StoreEvent): void {
    const told = translateEvent(event, this.query.matches);
    if (told) {
      this.send(told.type, this.query.representation.object(told.object));
    }
  }

  private bookmark(annotations?: { [key: string]: string }): void {
    this.send(
      'BOOKMARK',
      this.query.representation.bookmark({
        creationTimestamp: null,
        resourceVersion: String(this.store.resourceVersion),
        ...(annotations ? { annotations } : {}),
      }),
    );
  }

  private timeOut(): void {
    if (this.query.bookmarks) {
      this.bookmark();
    }
    this.end();
  }

  private send(type: string, object: JsonObject): void {
    if (!this.muted) {
      this.sink.write(`${JSON.stringify({ type, object })}\n`);
    }
  }
}
