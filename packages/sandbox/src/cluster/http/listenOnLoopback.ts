import http, { RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';

/** A server that listens. */
export type LoopbackServer = {
  port: number;
  /** Cuts all connections and stops listening. */
  stop(): Promise<void>;
};

/** How often another free port is tried when `::1` has the first one in use. */
const ATTEMPTS = 10;

/**
 * Listens on 127.0.0.1 and, where the machine has it, on ::1, so that `localhost`
 * reaches it whatever a client makes of that name.
 *
 * @param port - 0 for any that is free on both
 * @throws when the port is in use
 */
export async function listenOnLoopback(
  port: number,
  listener: RequestListener,
): Promise<LoopbackServer> {
  for (let attempt = 1; ; attempt++) {
    const first = await listen(port, '127.0.0.1', listener);
    const chosen = (first.address() as AddressInfo).port;
    try {
      const servers = [first, await listen(chosen, '::1', listener)];
      return { port: chosen, stop: () => stopAll(servers) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EADDRINUSE') {
        return { port: chosen, stop: () => stopAll([first]) };
      }
      await stopAll([first]);
      if (port !== 0 || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

function listen(
  port: number,
  host: string,
  listener: RequestListener,
): Promise<http.Server> {
  return new Promise((resolve, reject) => {
    const server = http.createServer(listener);
    // Watches are answers that do not end.
    server.requestTimeout = 0;
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

async function stopAll(servers: http.Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      server =>
        new Promise<void>(resolve => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}
