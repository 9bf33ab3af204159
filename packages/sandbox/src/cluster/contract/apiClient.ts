import { KubeConfig } from '@kubernetes/client-node';
import { ContractTarget } from './ContractTarget';

/** The answer to a plain request. */
export type PlainAnswer = {
  status: number;
  contentType: string;
  // Tests look into bodies freely; an assertion fails where a field is not there.
  body: any;
};

/** A kubeconfig for the client library. */
export function kubeConfigFor(target: ContractTarget): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'target', server: target.url, skipTLSVerify: true }],
    users: [{ name: 'tester', token: target.token }],
    contexts: [{ name: 'target', cluster: 'target', user: 'tester' }],
    currentContext: 'target',
  });
  return config;
}

/** Sends a plain HTTP request; an object as body goes as JSON. */
export async function send(
  target: ContractTarget,
  method: string,
  path: string,
  body?: unknown,
  headers: { [name: string]: string } = {},
): Promise<PlainAnswer> {
  const response = await fetch(target.url + path, {
    method,
    headers: {
      authorization: `Bearer ${target.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body:
      body === undefined || typeof body === 'string'
        ? body
        : JSON.stringify(body),
  });
  const text = await response.text();
  const contentType = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    contentType,
    body: contentType.startsWith('application/json') ? JSON.parse(text) : text,
  };
}

/** Server-side apply. */
export function apply(
  target: ContractTarget,
  path: string,
  manager: string,
  object: unknown,
  options: { force?: boolean; dryRun?: boolean } = {},
): Promise<PlainAnswer> {
  const query = new URLSearchParams({ fieldManager: manager });
  if (options.force) {
    query.set('force', 'true');
  }
  if (options.dryRun) {
    query.set('dryRun', 'All');
  }
  return send(target, 'PATCH', `${path}?${query}`, object, {
    'content-type': 'application/apply-patch+yaml',
  });
}
