import { ResponseError } from '@backstage/errors';
import { MicroAppsClient } from './MicroAppsClient';

describe('MicroAppsClient', () => {
  let requests: Array<{ url: string; init?: RequestInit }>;
  let answer: Response;
  let client: MicroAppsClient;

  beforeEach(() => {
    requests = [];
    answer = new Response('{"items":[]}');
    client = new MicroAppsClient({
      discoveryApi: {
        getBaseUrl: async plugin => `http://portal.example/api/${plugin}`,
      },
      fetchApi: {
        fetch: async (url, init) => {
          requests.push({ url: String(url), init });
          return answer;
        },
      },
    });
  });

  it.each([
    [undefined, 'http://portal.example/api/microapps/apps'],
    [{}, 'http://portal.example/api/microapps/apps'],
    [
      { owner: ['group:default/a', 'group:default/b'], limit: 5 },
      'http://portal.example/api/microapps/apps?owner=group%3Adefault%2Fa&owner=group%3Adefault%2Fb&limit=5',
    ],
    [
      { query: 'a&b', order: '-title' as const, cursor: undefined },
      'http://portal.example/api/microapps/apps?query=a%26b&order=-title',
    ],
  ])('lists with %j by %s', async (query, url) => {
    expect(await client.listApps(query)).toEqual({ items: [] });
    expect(requests.map(request => request.url)).toEqual([url]);
  });

  it('reads one micro-app, whatever its name is', async () => {
    await client.getApp('../x');
    expect(requests[0].url).toBe(
      'http://portal.example/api/microapps/apps/..%2Fx',
    );
  });

  it('reads the sources', async () => {
    await client.listSources();
    expect(requests[0].url).toBe('http://portal.example/api/microapps/sources');
  });

  it('passes the token and the signal on', async () => {
    const { signal } = new AbortController();
    await client.listSources({ token: 'secret', signal });
    expect(requests[0].init).toEqual({
      signal,
      headers: { authorization: 'Bearer secret' },
    });
  });

  it('fails with the backend’s own sentence', async () => {
    answer = new Response(
      JSON.stringify({
        error: { name: 'NotFoundError', message: 'There is no micro-app "x".' },
        response: { statusCode: 404 },
      }),
      { status: 404, headers: { 'content-type': 'application/json' } },
    );
    const failure = await client.getApp('x').catch(error => error);
    expect(failure).toBeInstanceOf(ResponseError);
    expect(failure.cause.message).toBe('There is no micro-app "x".');
  });
});
