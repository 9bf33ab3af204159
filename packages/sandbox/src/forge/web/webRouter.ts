import express, { Request, Response } from 'express';

import { ForgeContext } from '../ForgeContext';
import { mergeBase } from '../git/commits';
import { diffText } from '../git/diff';
import { findEntry, readBlob } from '../git/objects';
import { Repository } from '../state/Repository';
import { avatar } from './avatar';
import { blobPage, commitPage, findPlace, treePage } from './codePages';
import { formRoutes } from './formRoutes';
import { Page } from './layout';
import {
  hooksPage,
  issuePage,
  pullRequestsPage,
  repositoriesPage,
} from './listPages';
import { pullRequestLive, pullRequestPage } from './pullRequestPage';
import { sendPage } from './sendPage';

function text(response: Response, content: Buffer | string): void {
  response
    .set({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
    .type('text/plain; charset=utf-8')
    .send(content);
}

/** The forge's pages. */
export function webRouter(context: ForgeContext): express.Router {
  const router = express.Router();

  const repositoryOf = (request: Request) =>
    context.repositories.find(request.params.owner, request.params.repo);

  const page = (
    path: string,
    make: (
      repository: Repository,
      request: Request,
    ) => Promise<Page | undefined> | Page | undefined,
  ) =>
    router.get(path, (request, response, next) => {
      const repository = repositoryOf(request);
      Promise.resolve(repository && make(repository, request))
        .then(made => sendPage(context, response, made))
        .catch(next);
    });

  router.get('/', (_request, response) =>
    sendPage(context, response, repositoriesPage(context)),
  );
  router.get('/_avatars/:login.svg', (request, response) => {
    response.type('image/svg+xml').send(avatar(request.params.login));
  });

  const base = '/:owner/:repo';
  page(base, async repository => {
    const place = await findPlace(repository, repository.data.defaultBranch);
    return place && treePage(repository, place);
  });
  page(`${base}/pulls`, pullRequestsPage);
  page(`${base}/settings/hooks`, hooksPage);
  page(`${base}/tree/:place(.+)`, async (repository, request) => {
    const place = await findPlace(repository, request.params.place);
    return place && treePage(repository, place);
  });
  page(`${base}/blob/:place(.+)`, async (repository, request) => {
    const place = await findPlace(repository, request.params.place);
    return place && blobPage(repository, place);
  });
  page(`${base}/commit/:sha`, (repository, request) =>
    commitPage(repository, request.params.sha),
  );
  page(`${base}/issues/:number(\\d+)`, (repository, request) => {
    const issue = repository.findIssue(Number(request.params.number));
    return issue && issuePage(context, repository, issue);
  });
  page(`${base}/pull/:number(\\d+)`, (repository, request) => {
    const record = repository.findPullRequest(Number(request.params.number));
    return record && pullRequestPage(context, repository, record);
  });

  router.get(`${base}/pull/:number(\\d+)/live`, (request, response, next) => {
    const repository = repositoryOf(request);
    const record = repository?.findPullRequest(Number(request.params.number));
    if (!repository || !record) {
      next();
      return;
    }
    pullRequestLive(context, repository, record)
      .then(live => response.set('cache-control', 'no-store').json(live))
      .catch(next);
  });

  router.get(`${base}/pull/:number(\\d+).diff`, (request, response, next) => {
    const repository = repositoryOf(request);
    const record = repository?.findPullRequest(Number(request.params.number));
    if (!repository || !record) {
      next();
      return;
    }
    const { baseSha, headSha } = record.pull;
    mergeBase(repository.git, baseSha, headSha)
      .then(from => diffText(repository.git, from, headSha))
      .then(diff => text(response, diff))
      .catch(next);
  });

  router.get(`${base}/raw/:place(.+)`, (request, response, next) => {
    const send = async () => {
      const repository = repositoryOf(request);
      const place =
        repository && (await findPlace(repository, request.params.place));
      const entry =
        place && (await findEntry(repository.git, place.commit, place.path));
      if (!entry || entry.type !== 'blob') {
        next();
        return;
      }
      text(response, await readBlob(repository.git, entry.sha));
    };
    send().catch(next);
  });

  router.use(formRoutes(context));
  router.use((_request, response) => sendPage(context, response, undefined));
  return router;
}
