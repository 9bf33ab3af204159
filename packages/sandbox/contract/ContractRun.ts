import { Octokit } from '@octokit/rest';

import { Exchange, GitHubDescription } from './GitHubDescription';

type Answer<T> = { status: number; data: T };

/** Sends requests, holds each against GitHub's description, and counts. */
export class ContractRun {
  readonly exchanges: Exchange[] = [];
  private passed = 0;
  private failed = 0;

  constructor(private readonly description: GitHubDescription) {}

  /** An octokit whose every request and answer is recorded. */
  octokit(url: string, token: string): Octokit {
    const quiet = () => {};
    const octokit = new Octokit({
      baseUrl: `${url}/api/v3`,
      auth: token,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
    octokit.hook.wrap('request', async (request, options) => {
      const sent = octokit.request.endpoint(options);
      const record = (status: number, responseBody: unknown) =>
        this.exchanges.push({
          method: options.method,
          template: options.url,
          path: sent.url.slice(`${url}/api/v3`.length) || '/',
          requestBody: sent.body,
          status,
          responseBody,
        });
      try {
        const response = await request(options);
        record(response.status, response.data);
        return response;
      } catch (error) {
        const { status, response } = Object(error);
        record(Number(status), response?.data);
        throw error;
      }
    });
    return octokit;
  }

  /**
   * One case: sends a request and prints whether it went as GitHub describes.
   *
   * @param expected - the status that must come
   * @returns the answer's body
   */
  async check<T>(
    name: string,
    expected: number,
    send: () => Promise<Answer<T>>,
  ): Promise<T> {
    const before = this.exchanges.length;
    let data: unknown;
    let failure: string | undefined;
    try {
      data = (await send()).data;
    } catch (error) {
      const { status } = Object(error);
      failure = typeof status === 'number' ? undefined : String(error);
    }
    const sent = this.exchanges.slice(before);
    const problems = [
      ...(failure ? [failure] : []),
      ...sent.flatMap(exchange => this.description.problemsOf(exchange)),
      ...(sent.at(-1)?.status === expected
        ? []
        : [`answered ${sent.at(-1)?.status}, not ${expected}`]),
    ];
    const what = sent
      .map(({ method, template, status }) => `${method} ${template} ${status}`)
      .join(', ');
    this.report(`${name}: ${what}`, problems);
    return data as T;
  }

  /** Prints one result. */
  report(name: string, problems: readonly string[]): void {
    if (problems.length === 0) {
      this.passed += 1;
      process.stdout.write(`ok ${name}\n`);
      return;
    }
    this.failed += 1;
    process.stdout.write(`not ok ${name}\n`);
    for (const problem of [...new Set(problems)].slice(0, 10)) {
      process.stdout.write(`  ${problem}\n`);
    }
  }

  /** Prints the sum and gives the exit code. */
  finish(): number {
    process.stdout.write(`${this.passed} passed, ${this.failed} failed\n`);
    return this.failed === 0 ? 0 : 1;
  }
}
