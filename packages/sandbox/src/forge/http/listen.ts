import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A server on loopback. */
export type LoopbackServer = { port: number; close(): Promise<void> };

function open(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/**
 * Listens on 127.0.0.1 and, where the machine has IPv6, on ::1, because
 * `localhost` may mean either.
 *
 * @param port - 0 takes a free one
 */
export async function listenOnLoopback(
  listener: RequestListener,
  port: number,
): Promise<LoopbackServer> {
  for (let attempt = 1; ; attempt += 1) {
    const first = createServer(listener);
    const taken = await open(first, port, '127.0.0.1');
    const second = createServer(listener);
    try {
      await open(second, taken, '::1');
      return {
        port: taken,
        close: async () => {
          await Promise.all([close(first), close(second)]);
        },
      };
    } catch (error) {
      if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error) ?? '')) {
        return { port: taken, close: () => close(first) };
      }
      await close(first);
      // The port that was free on one address may be taken on the other.
      if (port !== 0 || attempt >= 10 || codeOf(error) !== 'EADDRINUSE') {
        throw error;
      }
    }
  }
}
