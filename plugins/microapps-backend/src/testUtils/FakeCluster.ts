import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ObservedObject } from '@microapps/plugin-microapps-node';

type Event = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  version: number;
  path: string;
  object: ObservedObject;
};

type OpenWatch = { path: string; response: http.ServerResponse };

/** Which requests a fault meets. */
export type Verb = 'list' | 'watch' | 'version';

/** An answer instead of the right one. */
export type Fault = {
  status: number;
  headers?: Record<string, string>;
  body?: string;
};

/** A request that came in. */
export type Call = { verb: Verb; path: string; query: URLSearchParams };

/**
 * As much of a Kubernetes API server as a watcher meets, over a real socket and
 * with the faults of real ones. Kinds are named by their collection's path.
 */
export class FakeCluster {
  static async start(): Promise<FakeCluster> {
    const cluster = new FakeCluster();
    await new Promise<void>(resolve =>
      cluster.server.listen(0, '127.0.0.1', resolve),
    );
    return cluster;
  }

  readonly calls: Call[] = [];
  /** The token that is accepted. */
  token = 'portal-token';
  /** Objects on a page, whatever was asked for. */
  pageSize = 500;

  private readonly server = http.createServer((request, response) =>
    this.handle(request, response),
  );
  private readonly kinds = new Map<string, Map<string, ObservedObject>>();
  private readonly watches = new Set<OpenWatch>();
  private readonly faults: Array<{ verb: Verb; fault: Fault }> = [];
  private readonly forbidden = new Set<string>();
  private events: Event[] = [];
  private version = 100;
  private oldest = 0;
  private mute = false;

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  addKind(path: string): void {
    this.kinds.set(path, new Map());
  }

  /** As when its definition is deleted, with all of its objects. */
  removeKind(path: string): void {
    this.kinds.delete(path);
    this.cutWatches();
  }

  /** The portal's role does not allow to read this kind. */
  forbid(path: string): void {
    this.forbidden.add(path);
  }

  put(path: string, object: ObservedObject): void {
    this.version += 1;
    const objects = this.kinds.get(path)!;
    const key = keyOf(object);
    const type = objects.has(key) ? 'MODIFIED' : 'ADDED';
    const stored = withVersion(object, this.version);
    objects.set(key, stored);
    this.emit({ type, version: this.version, path, object: stored });
  }

  remove(path: string, name: string, namespace?: string): void {
    const key = keyOf({ metadata: { name, namespace } });
    const object = this.kinds.get(path)!.get(key)!;
    this.kinds.get(path)!.delete(key);
    this.version += 1;
    this.emit({
      type: 'DELETED',
      version: this.version,
      path,
      object: withVersion(object, this.version),
    });
  }

  /** The keys and versions of all objects of a kind. */
  state(path: string): Map<string, string> {
    return new Map(
      [...this.kinds.get(path)!].map(([key, { metadata }]) => [
        key,
        metadata.resourceVersion!,
      ]),
    );
  }

  /** Tells all watches how far they have come. */
  bookmark(): void {
    for (const { response } of this.watches) {
      this.write(response, {
        type: 'BOOKMARK',
        object: { metadata: { resourceVersion: String(this.version) } },
      });
    }
  }

  /** Sends a line as it is on all watches. */
  sendRaw(line: string): void {
    for (const { response } of this.watches) {
      response.write(`${line}\n`);
    }
  }

  /** Ends all watches in the orderly way, as a server does in time. */
  endWatches(): void {
    for (const { response } of this.watches) {
      response.end();
    }
    this.watches.clear();
  }

  /** Ends all connections in mid-sentence. */
  cutWatches(): void {
    for (const { response } of this.watches) {
      response.socket?.destroy();
    }
    this.watches.clear();
  }

  /** Forgets what happened so far: older versions answer 410. */
  compact(): void {
    this.events = [];
    this.oldest = this.version;
  }

  /**
   * The watches that are open stay open and hear nothing more, as when a
   * firewall forgets a connection.
   */
  goSilent(): void {
    this.watches.clear();
  }

  /** Accepts requests and answers none, until told otherwise. */
  setMute(mute: boolean): void {
    this.mute = mute;
  }

  /** Answers the next requests of this verb with a fault each. */
  failNext(verb: Verb, fault: Fault, times = 1): void {
    for (let i = 0; i < times; i++) {
      this.faults.push({ verb, fault });
    }
  }

  count(verb: Verb): number {
    return this.calls.filter(call => call.verb === verb).length;
  }

  private emit(event: Event): void {
    this.events.push(event);
    for (const { path, response } of this.watches) {
      if (path === event.path) {
        this.write(response, event);
      }
    }
  }

  private write(response: http.ServerResponse, event: object): void {
    response.write(`${JSON.stringify(event)}\n`);
  }

  private handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void {
    const { pathname, searchParams } = new URL(request.url!, 'http://cluster');
    const verb = verbOf(pathname, searchParams);
    this.calls.push({ verb, path: pathname, query: searchParams });
    if (this.mute) {
      return;
    }
    const index = this.faults.findIndex(each => each.verb === verb);
    if (index !== -1) {
      const [{ fault }] = this.faults.splice(index, 1);
      response.writeHead(fault.status, fault.headers).end(fault.body);
    } else if (request.headers.authorization !== `Bearer ${this.token}`) {
      refuse(response, 401, 'Unauthorized');
    } else if (verb === 'version') {
      response.end(JSON.stringify({ gitVersion: 'v1.33.0' }));
    } else if (this.forbidden.has(pathname)) {
      refuse(response, 403, 'forbidden');
    } else if (!this.kinds.has(pathname)) {
      // The real one does not send a Status for a group it does not know.
      response.writeHead(404).end('404 page not found\n');
    } else if (verb === 'list') {
      this.list(pathname, searchParams, response);
    } else {
      this.watch(pathname, searchParams, response);
    }
  }

  private list(
    path: string,
    query: URLSearchParams,
    response: http.ServerResponse,
  ): void {
    const objects = [...this.kinds.get(path)!.values()];
    const [version, from] = (query.get('continue') ?? `${this.version}:0`)
      .split(':')
      .map(Number);
    if (version < this.oldest) {
      refuse(response, 410, 'The provided continue parameter is too old');
      return;
    }
    const to = from + this.pageSize;
    response.end(
      JSON.stringify({
        kind: 'List',
        metadata: {
          resourceVersion: String(version),
          ...(to < objects.length && { continue: `${version}:${to}` }),
        },
        items: objects.slice(from, to),
      }),
    );
  }

  private watch(
    path: string,
    query: URLSearchParams,
    response: http.ServerResponse,
  ): void {
    const since = Number(query.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (since < this.oldest) {
      this.write(response, {
        type: 'ERROR',
        object: { kind: 'Status', code: 410, message: 'too old' },
      });
      response.end();
      return;
    }
    for (const event of this.events) {
      if (event.path === path && event.version > since) {
        this.write(response, event);
      }
    }
    const watch = { path, response };
    this.watches.add(watch);
    response.on('close', () => this.watches.delete(watch));
  }
}

function verbOf(path: string, query: URLSearchParams): Verb {
  if (path === '/version') {
    return 'version';
  }
  return query.has('watch') ? 'watch' : 'list';
}

function keyOf({ metadata }: Pick<ObservedObject, 'metadata'>): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function withVersion(object: ObservedObject, version: number): ObservedObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(version) },
  };
}

function refuse(
  response: http.ServerResponse,
  code: number,
  message: string,
): void {
  response
    .writeHead(code, { 'content-type': 'application/json' })
    .end(JSON.stringify({ kind: 'Status', code, message }));
}
