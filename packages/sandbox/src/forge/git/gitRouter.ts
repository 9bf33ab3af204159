import express, { NextFunction, Request, Response } from 'express';

import { noticeRefChanges } from '../changes/noticeRefChanges';
import { ForgeContext } from '../ForgeContext';
import { ApiError } from '../http/ApiError';
import { authenticate } from '../http/authenticate';
import { runHttpBackend } from './httpBackend';

const ROUTE =
  /^\/([^/]+)\/([^/]+?)(?:\.git)?(\/info\/refs|\/git-upload-pack|\/git-receive-pack|\/HEAD|\/objects\/[0-9a-zA-Z/.-]+)$/;

/** Whether a request belongs to a push. */
function isPush(path: string, request: Request): boolean {
  return (
    path === '/git-receive-pack' || request.query.service === 'git-receive-pack'
  );
}

async function serve(
  context: ForgeContext,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  const [, owner, name, path] = ROUTE.exec(request.path) ?? [];
  const repository = owner && context.repositories.find(owner, name);
  if (!repository) {
    next();
    return;
  }
  const push = isPush(path, request);
  let user;
  try {
    user = authenticate(context.users, request);
    if (push && !user) {
      throw new ApiError(401, 'Requires authentication');
    }
  } catch {
    response
      .status(401)
      .set('www-authenticate', 'Basic realm="GitHub"')
      .type('text/plain')
      .send('Push with a token of this forge as the password.\n');
    return;
  }
  const run = () =>
    runHttpBackend({
      directory: repository.git.directory,
      path,
      request,
      response,
      user,
    });
  if (path !== '/git-receive-pack' || !user) {
    await run();
    response.end();
    return;
  }
  const pusher = user;
  await repository.exclusive(async () => {
    await run();
    await noticeRefChanges(context, repository, pusher);
  });
  response.end();
}

/** Git's smart HTTP at `/<owner>/<repository>.git`. */
export function gitRouter(context: ForgeContext): express.Router {
  const router = express.Router();
  router.use((request, response, next) => {
    if (!ROUTE.test(request.path)) {
      next();
      return;
    }
    serve(context, request, response, next).catch(next);
  });
  return router;
}
