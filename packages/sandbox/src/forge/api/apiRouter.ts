import express from 'express';

import { ForgeContext } from '../ForgeContext';
import { ApiRouter } from '../http/ApiRouter';
import { RateLimiter } from '../http/RateLimiter';
import { archiveRoutes } from './archiveRoutes';
import { branchRoutes } from './branchRoutes';
import { checkRoutes } from './checkRoutes';
import { commentRoutes } from './commentRoutes';
import { commitRoutes } from './commitRoutes';
import { contentRoutes } from './contentRoutes';
import { hookRoutes } from './hookRoutes';
import { issueRoutes } from './issueRoutes';
import { labelRoutes } from './labelRoutes';
import { metaRoutes } from './metaRoutes';
import { objectRoutes } from './objectRoutes';
import { pullRoutes } from './pullRoutes';
import { refRoutes } from './refRoutes';
import { repositoryRoutes } from './repositoryRoutes';
import { reviewRoutes } from './reviewRoutes';
import { statusRoutes } from './statusRoutes';

/** GitHub's REST API, as far as the forge has it. */
export function apiRouter(
  context: ForgeContext,
  options: { rateLimit: number },
): express.Router {
  const limiter = new RateLimiter(options.rateLimit);
  const api = new ApiRouter(context, limiter);
  metaRoutes(api, limiter);
  repositoryRoutes(api);
  branchRoutes(api);
  refRoutes(api);
  objectRoutes(api);
  contentRoutes(api);
  archiveRoutes(api);
  statusRoutes(api);
  checkRoutes(api);
  // After statuses and checks: a commit's name may hold slashes.
  commitRoutes(api);
  pullRoutes(api);
  reviewRoutes(api);
  issueRoutes(api);
  commentRoutes(api);
  labelRoutes(api);
  hookRoutes(api);
  api.close();
  return api.router;
}
