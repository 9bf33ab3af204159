import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { parseRepositoryUrl } from '../config';
import type { RepositoryLocation } from '../config';
import { FakeRepository } from './FakeRepository';

/** One request that arrived. */
export type FakeGithubCall = { method: string; path: string };

/** What a fault does to the calls that it matches. */
export type FakeGithubFault = {
  method?: string;
  path?: RegExp;
  /** How many calls; one by default. */
  times?: number;
  /** Answers with this status instead of doing anything. */
  status?: number;
  headers?: Record<string, string>;
  message?: string;
  /** Keeps the line open and says nothing. */
  neverAnswer?: boolean;
  /** Does what was asked, then breaks the line before it answers. */
  hangUpAfterwards?: boolean;
  /** Runs before the call is answered: somebody else acts in between. */
  meanwhile?: (repository: FakeRepository) => void;
};

/** Tokens that a {@link FakeGithub} accepts begin with this. */
export const FAKE_GITHUB_TOKEN = 'token-that-must-not-be-shown';

/**
 * The few endpoints of GitHub's REST API that this package calls, on a real
 * HTTP server with one repository in memory, and faults on demand.
 */
export class FakeGithub {
  /** Starts on a free port, with a first commit of these files on `main`. */
  static async start(files: Record<string, string> = {}): Promise<FakeGithub> {
    const github = new FakeGithub(new FakeRepository(files));
    await new Promise<void>(resolve => {
      github.server.listen(0, '127.0.0.1', resolve);
    });
    return github;
  }

  readonly calls: FakeGithubCall[] = [];
  private readonly faults: (FakeGithubFault & { times: number })[] = [];
  private readonly server: Server;

  private constructor(readonly repository: FakeRepository) {
    this.server = createServer((request, response) => {
      void this.serve(request, response);
    });
  }

  /** Where the repository is, as the config would say it. */
  get location(): RepositoryLocation {
    const { port } = this.server.address() as AddressInfo;
    return parseRepositoryUrl(`http://127.0.0.1:${port}/acme/microapps`);
  }

  /** The integrations that hold its credentials. */
  get integrations(): ScmIntegrations {
    const { host } = this.location;
    return ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            {
              host,
              apiBaseUrl: `http://${host}/api/v3`,
              token: FAKE_GITHUB_TOKEN,
            },
          ],
        },
      }),
    );
  }

  /** The writes that arrived, as `POST git/trees`. */
  get writes(): string[] {
    return this.calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  }

  /** The next calls that match go wrong. */
  fail(fault: FakeGithubFault): void {
    this.faults.push({ times: 1, ...fault });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private takeFault(call: FakeGithubCall): FakeGithubFault | undefined {
    const fault = this.faults.find(
      ({ times, method = call.method, path = /./ }) =>
        times > 0 && method === call.method && path.test(call.path),
    );
    if (fault) {
      fault.times -= 1;
    }
    return fault;
  }

  private async serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake.test');
    const path = decodeURIComponent(url.pathname).replace(
      /^\/api\/v3\/repos\/acme\/microapps\//,
      '',
    );
    const call = { method: request.method ?? 'GET', path };
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    this.calls.push(call);
    const fault = this.takeFault(call);
    fault?.meanwhile?.(this.repository);
    if (fault?.neverAnswer) {
      return;
    }
    if (fault?.status !== undefined) {
      answer(
        response,
        fault.status,
        { message: fault.message ?? 'Fault' },
        fault.headers,
      );
      return;
    }
    if (!request.headers.authorization?.endsWith(FAKE_GITHUB_TOKEN)) {
      answer(response, 401, { message: 'Bad credentials' });
      return;
    }
    const body = chunks.length
      ? (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<
          string,
          unknown
        >)
      : {};
    const result = this.repository.handle(
      call.method,
      path,
      url.searchParams,
      body,
    );
    if (fault?.hangUpAfterwards) {
      response.socket?.destroy();
      return;
    }
    answer(response, result.status, result.body);
  }
}

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(body));
}
