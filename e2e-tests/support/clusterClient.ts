import { portalUnderTest } from './portal';

/** Gets a path of a cluster's Kubernetes API. */
export async function fromCluster(
  cluster: 'staging' | 'production',
  path: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const { stagingUrl, productionUrl, credentials } = portalUnderTest();
  const [url, token] =
    cluster === 'staging'
      ? [stagingUrl, credentials.stagingToken]
      : [productionUrl, credentials.productionToken];
  const response = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
  };
}

/** Gets a page of a micro-app by its address, as a browser would. */
export async function getPage(
  url: string,
): Promise<{ status: number; text: string }> {
  // `*.localhost` resolves in browsers but not in Node: ask the loopback
  // address for that host.
  const { hostname, port, pathname } = new URL(url);
  const { request } = await import('node:http');
  return await new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port,
        path: pathname,
        headers: { host: `${hostname}:${port}` },
      },
      response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text }),
        );
      },
    )
      .on('error', reject)
      .end();
  });
}
