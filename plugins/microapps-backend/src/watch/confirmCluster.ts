import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { GetOptions, KubernetesTransport } from './KubernetesTransport';

const versionSchema = z.object({ gitVersion: z.string() });

/**
 * Makes sure that it is a Kubernetes API that answers. A proxy in front of a
 * cluster that is down says 404 as well, and an outage must not look like a
 * cluster with nothing in it. Every authenticated client may read `/version`.
 *
 * @throws when it is not.
 */
export async function confirmCluster(
  transport: KubernetesTransport,
  options: GetOptions,
): Promise<void> {
  const response = await transport.get('/version', options);
  if (!versionSchema.safeParse(await parseJson(response)).success) {
    throw new Error('something that is no Kubernetes API answers in its place');
  }
}

async function parseJson(response: IncomingMessage): Promise<unknown> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    text += chunk;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
