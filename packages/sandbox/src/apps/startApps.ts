import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { KubernetesClient } from '../operators/kubernetes/KubernetesClient';
import { resourceOf } from '../operators/kubernetes/resourceOf';
import { watchResource } from '../operators/kubernetes/watchResource';
import { createLogger, type Logger } from '../operators/logging/Logger';
import type { RunningPart } from '../operators/options';
import { describeApp, hostsOf, type DeployedApp } from './describeApp';
import {
  renderApp,
  renderStarting,
  renderUnknown,
  renderUnreachable,
} from './renderPage';

/** What the apps' pages are made from. */
export type AppsOptions = {
  /** 0 takes a free port. */
  port: number;
  clusters: { url: string; token: string }[];
  logger?: Logger;
};

const INGRESSES = resourceOf('networking.k8s.io/v1', 'Ingress');
const SERVICES = resourceOf('v1', 'Service');
const DEPLOYMENTS = resourceOf('apps/v1', 'Deployment');
const CONFIG_MAPS = resourceOf('v1', 'ConfigMap');

/** The host of a request, without its port. */
function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *",
    ...(status === 503 ? { 'retry-after': '2' } : {}),
  });
  response.end(html);
}

/** Answers for every host that an Ingress of the clusters names. */
export async function startApps(options: AppsOptions): Promise<RunningPart> {
  const logger = options.logger ?? createLogger('apps');
  const clusters = options.clusters.map(cluster => {
    const client = KubernetesClient.create({
      ...cluster,
      fieldManager: 'apps',
    });
    const ingresses = watchResource({ client, logger, resource: INGRESSES });
    return { client, ingresses };
  });

  const find = async (host: string): Promise<DeployedApp | undefined> => {
    for (const { client, ingresses } of clusters) {
      for (const ingress of ingresses.objects.values()) {
        if (hostsOf(ingress).includes(host)) {
          const { namespace } = ingress.metadata;
          const [services, deployments, configMaps] = await Promise.all(
            [SERVICES, DEPLOYMENTS, CONFIG_MAPS].map(
              async resource =>
                (
                  await client.list(resource, { namespace })
                ).items,
            ),
          );
          return describeApp(
            { ingress, services, deployments, configMaps },
            host,
          );
        }
      }
    }
    return undefined;
  };

  const server = createServer(async (request, response) => {
    const host = hostOf(request);
    try {
      const app = await find(host);
      if (!app) {
        send(response, 404, renderUnknown(host));
      } else if (!app.ready) {
        send(response, 503, renderStarting(app));
      } else {
        send(response, 200, renderApp(app));
      }
    } catch (error) {
      logger.warn(`${host}: ${error}`);
      send(response, 503, renderUnreachable());
    }
  });
  server.listen(options.port, 'localhost');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await Promise.all(clusters.map(({ ingresses }) => ingresses.stop()));
    },
  };
}
