import { createServer } from 'node:net';
import { PORT_VARIABLES, type Ports } from './settings';

const USES: Record<keyof Ports, string> = {
  forge: 'the forge',
  staging: 'the staging cluster',
  production: 'the production cluster',
  apps: "the micro-apps' pages",
};

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      // A machine without IPv6 has nothing in use there.
      resolve(error.code !== 'EADDRINUSE'),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * Sees to it that every port is free.
 *
 * @throws Error with a sentence that names the port and says what to do.
 */
export async function checkPorts(ports: Ports): Promise<void> {
  for (const name of Object.keys(ports) as (keyof Ports)[]) {
    const port = ports[name];
    const free =
      (await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'));
    if (!free) {
      throw new Error(
        `Port ${port}, which ${USES[name]} needs, is in use: stop what uses it, or set ${PORT_VARIABLES[name]} to another port.`,
      );
    }
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('There is no free port.')),
      );
    });
  });
}
