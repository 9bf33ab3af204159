import { z } from 'zod';
import {
  kubernetesObjectSchema,
  referenceOf,
  type KubernetesObject,
  type ObjectReference,
} from './KubernetesObject';
import { collectionPath, objectPath, type Resource } from './resourceOf';

/** Where a cluster is, and who asks. */
export type KubernetesClientOptions = {
  url: string;
  token: string;
  /** The name under which fields are owned: `argocd-controller`. */
  fieldManager: string;
};

/** The Kubernetes API refused; `message` is its own sentence. */
export class KubernetesError extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

const statusSchema = z
  .object({ reason: z.string().default(''), message: z.string().default('') })
  .passthrough();

const listSchema = z.object({
  metadata: z
    .object({ resourceVersion: z.string(), continue: z.string().optional() })
    .passthrough(),
  items: z.array(z.object({}).passthrough()),
});

/** How a list is narrowed. */
export type ListOptions = { namespace?: string; labelSelector?: string };

/** A list and the version of the world it shows. */
export type ObjectList = { items: KubernetesObject[]; resourceVersion: string };

const REQUEST_TIMEOUT = 15_000;

/** Speaks to the Kubernetes API of one cluster. */
export class KubernetesClient {
  private constructor(private readonly options: KubernetesClientOptions) {}

  static create(options: KubernetesClientOptions): KubernetesClient {
    return new KubernetesClient(options);
  }

  /** The object, or `undefined` where there is none. */
  async get(reference: ObjectReference): Promise<KubernetesObject | undefined> {
    try {
      return await this.object('GET', objectPath(reference));
    } catch (error) {
      if (error instanceof KubernetesError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  async list(
    resource: Resource,
    options: ListOptions = {},
  ): Promise<ObjectList> {
    const query = new URLSearchParams({ limit: '500' });
    if (options.labelSelector) {
      query.set('labelSelector', options.labelSelector);
    }
    const items: KubernetesObject[] = [];
    for (;;) {
      const path = `${collectionPath(resource, options.namespace)}?${query}`;
      const page = listSchema.parse(await this.json('GET', path));
      for (const item of page.items) {
        // A list leaves out what all its items have in common.
        const { apiVersion, kind } = resource;
        items.push(kubernetesObjectSchema.parse({ apiVersion, kind, ...item }));
      }
      if (!page.metadata.continue) {
        return { items, resourceVersion: page.metadata.resourceVersion };
      }
      query.set('continue', page.metadata.continue);
    }
  }

  /** Server-side apply; what others own is taken over. */
  async apply(object: KubernetesObject): Promise<KubernetesObject> {
    const query = new URLSearchParams({
      fieldManager: this.options.fieldManager,
      force: 'true',
    });
    return this.object(
      'PATCH',
      `${objectPath(referenceOf(object))}?${query}`,
      object,
      'application/apply-patch+yaml',
    );
  }

  /** Creates it if it is not there yet. */
  async ensure(object: KubernetesObject): Promise<KubernetesObject> {
    const present = await this.get(referenceOf(object));
    return present ?? (await this.apply(object));
  }

  /** JSON merge patch; `undefined` where the object is gone. */
  async mergePatch(
    reference: ObjectReference,
    patch: object,
    subresource?: 'status',
  ): Promise<KubernetesObject | undefined> {
    const path = objectPath(reference) + (subresource ? `/${subresource}` : '');
    const query = new URLSearchParams({
      fieldManager: this.options.fieldManager,
    });
    try {
      return await this.object(
        'PATCH',
        `${path}?${query}`,
        patch,
        'application/merge-patch+json',
      );
    } catch (error) {
      if (error instanceof KubernetesError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** Deletes it; nothing happens where there is none. */
  async delete(reference: ObjectReference): Promise<void> {
    try {
      await this.json('DELETE', objectPath(reference), {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        propagationPolicy: 'Background',
      });
    } catch (error) {
      if (!(error instanceof KubernetesError && error.status === 404)) {
        throw error;
      }
    }
  }

  /**
   * The lines of a watch, from a version on.
   *
   * @throws KubernetesError 410 when that version is too old.
   */
  async *watch(
    resource: Resource,
    options: ListOptions & { resourceVersion: string; signal: AbortSignal },
  ): AsyncGenerator<unknown> {
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: options.resourceVersion,
    });
    if (options.labelSelector) {
      query.set('labelSelector', options.labelSelector);
    }
    const path = `${collectionPath(resource, options.namespace)}?${query}`;
    const response = await this.send('GET', path, { signal: options.signal });
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        if (line.trim()) {
          yield JSON.parse(line);
        }
      }
    }
  }

  private async object(
    method: string,
    path: string,
    body?: object,
    contentType?: string,
  ): Promise<KubernetesObject> {
    return kubernetesObjectSchema.parse(
      await this.json(method, path, body, contentType),
    );
  }

  private async json(
    method: string,
    path: string,
    body?: object,
    contentType = 'application/json',
  ): Promise<unknown> {
    const response = await this.send(method, path, {
      signal: AbortSignal.timeout(REQUEST_TIMEOUT),
      ...(body
        ? {
            body: JSON.stringify(body),
            headers: { 'content-type': contentType },
          }
        : {}),
    });
    return response.json();
  }

  private async send(
    method: string,
    path: string,
    init: {
      signal: AbortSignal;
      body?: string;
      headers?: Record<string, string>;
    },
  ): Promise<Response> {
    const response = await fetch(this.options.url + path, {
      method,
      ...init,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${this.options.token}`,
        ...init.headers,
      },
    });
    if (response.ok) {
      return response;
    }
    const text = await response.text();
    const status = statusSchema.safeParse(parseJson(text));
    throw new KubernetesError(
      response.status,
      status.data?.reason ?? '',
      status.data?.message || text || response.statusText,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
