import { resolve } from 'node:path';

import express, { NextFunction, Request, Response } from 'express';

import { apiRouter } from './api/apiRouter';
import { noticeRefChanges } from './changes/noticeRefChanges';
import { ForgeContext } from './ForgeContext';
import { gitRouter } from './git/gitRouter';
import { Faults, FAULTS_PATH } from './http/Faults';
import { listenOnLoopback } from './http/listen';
import { DEFAULT_WEB_USER, ForgeOptions, RunningForge } from './options';
import { ForgeUrls } from './present/ForgeUrls';
import { readFormSecret } from './state/formSecret';
import { Repositories } from './state/Repositories';
import { seedRepository } from './state/seedRepository';
import { Users } from './state/Users';
import { webRouter } from './web/webRouter';
import { Webhooks } from './webhooks/Webhooks';

const DEFAULT_RATE_LIMIT = 100_000;
const DEFAULT_WEBHOOK_TIMEOUT = 10_000;

/** Answers what no router did, without a stack on the page. */
function lastResort(
  error: Error,
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  process.stderr.write(
    `forge: ${request.method} ${request.originalUrl} failed: ${error.stack}\n`,
  );
  if (response.headersSent) {
    next(error);
    return;
  }
  response
    .status(500)
    .type('text/plain')
    .send('The forge failed. See its log.');
}

/**
 * Starts a forge: git over HTTP, GitHub's REST API under `/api/v3`, webhooks
 * and pages, with all of its state in one folder.
 *
 * @throws Error when the port is taken or the folder's state is damaged
 */
export async function startForge(options: ForgeOptions): Promise<RunningForge> {
  const organization = options.organization ?? 'acme';
  const webUser = options.webUser ?? DEFAULT_WEB_USER;
  const stateDir = resolve(options.stateDir);
  const repositories = await Repositories.open(stateDir);
  for (const seed of options.seed ?? []) {
    await seedRepository(repositories, organization, seed);
  }
  const webhooks = Webhooks.create({
    timeout: options.webhookTimeout ?? DEFAULT_WEBHOOK_TIMEOUT,
  });
  const users = Users.create({
    tokens: options.tokens,
    others: [webUser],
    organization,
  });
  const faults = Faults.create(options.faults);
  const app = express();
  app.disable('x-powered-by').set('etag', false);
  const server = await listenOnLoopback(app, options.port);
  const url = `http://localhost:${server.port}`;
  const context: ForgeContext = {
    urls: new ForgeUrls(url),
    users,
    repositories,
    webhooks,
    webUser,
    formSecret: await readFormSecret(stateDir),
  };
  app.all(FAULTS_PATH, express.json(), faults.control(users));
  app.use((request, response, next) => {
    faults.inject(request, response, next).catch(next);
  });
  app.use(
    '/api/v3',
    apiRouter(context, {
      rateLimit: options.rateLimit ?? DEFAULT_RATE_LIMIT,
    }),
  );
  app.use(gitRouter(context));
  app.use(webRouter(context));
  app.use(lastResort);
  // What an earlier run was killed over is finished and told of now.
  for (const repository of repositories.list()) {
    await repository.exclusive(() =>
      noticeRefChanges(context, repository, webUser),
    );
  }
  return {
    url,
    async stop() {
      await server.close();
      await webhooks.stop();
      await Promise.all(repositories.list().map(each => each.save()));
    },
  };
}
