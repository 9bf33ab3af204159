import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { silentLogger } from '../logging/Logger';
import { KubernetesClient } from './KubernetesClient';
import { resourceOf } from './resourceOf';
import { watchResource } from './watchResource';

const configMap = (name: string, resourceVersion: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'x', resourceVersion },
});

/** A Kubernetes API with scripted answers, which tells what it was asked. */
async function fakeApi(
  answers: ((response: ServerResponse) => void)[],
): Promise<{ url: string; asked: string[]; stop(): Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url!, 'http://x').searchParams;
    asked.push(
      query.has('watch') ? `watch ${query.get('resourceVersion')}` : 'list',
    );
    // Beyond the script a watch stays open.
    answers.shift()?.(response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

const list =
  (resourceVersion: string, ...items: object[]) =>
  (response: ServerResponse) => {
    response.end(JSON.stringify({ metadata: { resourceVersion }, items }));
  };
const events =
  (...lines: object[]) =>
  (response: ServerResponse) => {
    response.end(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  };

async function watchUntil(
  answers: ((response: ServerResponse) => void)[],
  last: string,
) {
  const api = await fakeApi(answers);
  const seen: string[] = [];
  let running!: ReturnType<typeof watchResource>;
  await new Promise<void>(resolve => {
    running = watchResource({
      client: KubernetesClient.create({
        url: api.url,
        token: 't',
        fieldManager: 'test',
      }),
      resource: resourceOf('v1', 'ConfigMap'),
      logger: silentLogger,
      retryDelay: 1,
      onChange: ({ metadata }, { deleted }) => {
        seen.push(
          `${deleted ? '-' : '+'}${metadata.name}@${metadata.resourceVersion}`,
        );
        if (seen.at(-1) === last) {
          resolve();
        }
      },
    });
  });
  const names = [...running.objects.keys()];
  await running.stop();
  await api.stop();
  return { seen, asked: api.asked, names };
}

describe('watchResource', () => {
  it('lists, then follows from there, and goes on after a cut from the last word', async () => {
    const { seen, asked } = await watchUntil(
      [
        list('5', configMap('a', '3')),
        events(
          { type: 'ADDED', object: configMap('b', '6') },
          {
            type: 'BOOKMARK',
            object: { metadata: { resourceVersion: '9' } },
          },
        ),
        events({ type: 'DELETED', object: configMap('a', '10') }),
      ],
      '-a@10',
    );
    expect(seen).toEqual(['+a@3', '+b@6', '-a@10']);
    expect(asked.slice(0, 3)).toEqual(['list', 'watch 5', 'watch 9']);
  });

  it('lists again when the version is too old, and notices what went meanwhile', async () => {
    const { seen, names } = await watchUntil(
      [
        list('5', configMap('a', '3'), configMap('b', '4')),
        events({
          type: 'ERROR',
          object: { code: 410, reason: 'Expired', message: 'too old' },
        }),
        list('9', configMap('b', '4'), configMap('c', '8')),
      ],
      '+c@8',
    );
    expect(seen).toEqual(['+a@3', '+b@4', '-a@3', '+c@8']);
    expect(names).toEqual(['x/b', 'x/c']);
  });

  it('tries again when the API fails or cuts a line', async () => {
    const { seen } = await watchUntil(
      [
        response => {
          response.statusCode = 500;
          response.end('{}');
        },
        list('5'),
        response => {
          response.write('{"type":"ADDED","obj');
          setImmediate(() => response.destroy());
        },
        list('7', configMap('a', '6')),
      ],
      '+a@6',
    );
    expect(seen).toEqual(['+a@6']);
  });
});
