import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ForgeClient } from '../operators/forge/ForgeClient';
import { GitMirrors } from '../operators/git/GitMirrors';
import { createLogger, type Logger } from '../operators/logging/Logger';
import {
  POLL_INTERVAL,
  repositoriesOf,
  type RunningPart,
} from '../operators/options';
import { runProcess } from '../operators/process/runProcess';
import { WorkQueue } from '../operators/queue/WorkQueue';
import { listenToForge } from '../operators/webhooks/listenToForge';
import { reportOf, type Report } from './reportOf';

/** What the stand-in CI takes. */
export type CiOptions = {
  forge: { url: string; token: string };
  /** A folder for check-outs; emptied at the start. */
  workDir: string;
  /** The command that validates; the folder to look at is added to its arguments. */
  validate: {
    command: string;
    args: string[];
    cwd?: string;
    env?: Record<string, string>;
  };
  /** Where it receives webhooks; 0 takes a free port. */
  webhookPort: number;
  /** Owner of the repositories; `acme` when absent. */
  organization?: string;
  /** Milliseconds between looks at the forge without a webhook; 30,000 when absent. */
  pollInterval?: number;
  logger?: Logger;
};

/** The name of the check on every pull request. */
export const CHECK_NAME = 'validate';

const TIMEOUT = 120_000;
const ACTIONS = ['opened', 'synchronize', 'reopened'];

/** Starts the stand-in CI: one check run for each commit of a pull request. */
export async function startCi(options: CiOptions): Promise<RunningPart> {
  const { forge, workDir, validate } = options;
  const logger = options.logger ?? createLogger('ci');
  const repository = repositoriesOf(options.organization)[2];
  const client = ForgeClient.create(forge);
  await rm(workDir, { recursive: true, force: true });
  const mirrors = GitMirrors.create({
    directory: join(workDir, 'repos'),
    forge,
  });
  const mirror = mirrors.get(`${forge.url}/${repository}`);

  const validateCommit = async (sha: string): Promise<Report> => {
    const directory = join(workDir, 'checkouts', sha);
    try {
      await mirror.fetch();
      await mirror.exportTo(sha, directory);
      const { command, args, cwd, env } = validate;
      return reportOf(
        await runProcess(command, [...args, directory], {
          cwd,
          env,
          timeout: TIMEOUT,
        }),
      );
    } catch (error) {
      const stderr = (error as Error).message;
      return reportOf({ code: undefined, stdout: '', stderr });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  };

  const check = async (sha: string) => {
    const known = await client.listCheckRuns(repository, sha);
    const ours = known.find(run => run.name === CHECK_NAME);
    if (ours?.status === 'completed') {
      return;
    }
    // One that is not completed was cut off by a stop: it goes on here.
    const run =
      ours ??
      (await client.createCheckRun(repository, {
        name: CHECK_NAME,
        head_sha: sha,
        status: 'queued',
      }));
    await client.updateCheckRun(repository, run.id, {
      status: 'in_progress',
      started_at: new Date().toISOString(),
    });
    const report = await validateCommit(sha);
    await client.updateCheckRun(repository, run.id, {
      status: 'completed',
      completed_at: new Date().toISOString(),
      ...report,
    });
    logger.info(`${sha.slice(0, 7)}: ${report.output.title}`);
  };

  const queue = WorkQueue.create({ logger, concurrency: 1, reconcile: check });
  const lookAtAll = async () => {
    try {
      const pulls = await client.listOpenPullRequests(repository);
      for (const pull of pulls) {
        queue.add(pull.head.sha);
      }
    } catch (error) {
      logger.warn(`cannot list pull requests: ${error}`);
    }
  };
  const listening = await listenToForge({
    forge: client,
    part: 'ci',
    repositories: [repository],
    events: ['pull_request'],
    port: options.webhookPort,
    path: '/hook',
    logger,
    onEvent: ({ action = '', pullRequest }) => {
      if (pullRequest && ACTIONS.includes(action)) {
        queue.add(pullRequest.headSha);
      }
    },
  });
  await listening.ready;
  await lookAtAll();
  const poll = setInterval(lookAtAll, options.pollInterval ?? POLL_INTERVAL);

  return {
    url: listening.url,
    async stop() {
      clearInterval(poll);
      await listening.stop();
      await queue.stop();
    },
  };
}
