import { ResponseError } from '@backstage/errors';
import type { AppList, ListAppsQuery, MicroAppStatus, Source } from '../status';

/** Where a plugin's backend is; Backstage's `DiscoveryApi` and `DiscoveryService`. */
export type MicroAppsDiscovery = {
  getBaseUrl(pluginId: string): Promise<string>;
};

/** Who sends requests; Backstage's `FetchApi`, or the platform's own `fetch`. */
export type MicroAppsFetch = {
  fetch: typeof fetch;
};

/** How a request is made. */
export type MicroAppsRequestOptions = {
  /** Gives the request up. */
  signal?: AbortSignal;
  /** For calls from a backend; in a browser the `FetchApi` adds its own. */
  token?: string;
};

/**
 * The micro-apps backend, from a browser or another backend.
 *
 * Every method throws a `ResponseError` with the backend's own sentence when it
 * refuses.
 */
export class MicroAppsClient {
  private readonly discoveryApi: MicroAppsDiscovery;
  private readonly fetchApi: MicroAppsFetch;

  constructor(options: {
    discoveryApi: MicroAppsDiscovery;
    fetchApi?: MicroAppsFetch;
  }) {
    this.discoveryApi = options.discoveryApi;
    this.fetchApi = options.fetchApi ?? { fetch: (...all) => fetch(...all) };
  }

  /** One page of the micro-apps that the caller may see. */
  async listApps(
    query: ListAppsQuery = {},
    options?: MicroAppsRequestOptions,
  ): Promise<AppList> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== undefined) {
          parameters.append(name, String(each));
        }
      }
    }
    const search = parameters.toString();
    return this.get(search ? `/apps?${search}` : '/apps', options);
  }

  /** The status of one micro-app. */
  async getApp(
    name: string,
    options?: MicroAppsRequestOptions,
  ): Promise<MicroAppStatus> {
    return this.get(`/apps/${encodeURIComponent(name)}`, options);
  }

  /** What is watched, and how fresh the word from it is. */
  async listSources(
    options?: MicroAppsRequestOptions,
  ): Promise<{ items: Source[] }> {
    return this.get('/sources', options);
  }

  private async get<T>(
    path: string,
    { signal, token }: MicroAppsRequestOptions = {},
  ): Promise<T> {
    const baseUrl = await this.discoveryApi.getBaseUrl('microapps');
    const response = await this.fetchApi.fetch(`${baseUrl}${path}`, {
      signal,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
