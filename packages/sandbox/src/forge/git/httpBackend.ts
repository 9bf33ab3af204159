import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';

import { Request, Response } from 'express';

import { gitEnvironment } from './Git';

/** One request for git's own smart HTTP server. */
export type BackendRequest = {
  /** The bare repository's folder. */
  directory: string;
  /** The path behind the repository's name, as `/info/refs`. */
  path: string;
  request: Request;
  response: Response;
  /** Who pushes; anonymous readers have none. */
  user?: { login: string; email: string };
};

type Head = { status: number; headers: [string, string][] };

function parseHead(text: string): Head {
  const headers = text.split(/\r?\n/).map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const status = headers.find(([name]) => name.toLowerCase() === 'status');
  return {
    status: status ? parseInt(status[1], 10) : 200,
    headers: headers.filter(
      ([name]) => name && name.toLowerCase() !== 'status',
    ),
  };
}

/**
 * Hands a request to the real `git http-backend` by CGI; resolves when it has
 * ended and its answer is written. The caller ends the response, so that a push
 * is told of before the pusher's git returns.
 */
export async function runHttpBackend(call: BackendRequest): Promise<void> {
  const { request, response, user } = call;
  const header = (name: string) => request.get(name) ?? '';
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment(),
      GIT_PROJECT_ROOT: call.directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: call.path,
      QUERY_STRING: request.originalUrl.split('?')[1] ?? '',
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: header('content-length'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
      REMOTE_ADDR: request.socket.remoteAddress ?? '',
      ...(user && { REMOTE_USER: user.login, GIT_COMMITTER_EMAIL: user.email }),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  response.on('close', () => {
    // A reader that hangs up needs no more; a push is let through to its end.
    if (!call.path.endsWith('git-receive-pack')) {
      child.kill();
    }
  });
  const closed = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  await sendAnswer(child.stdout, response);
  await closed;
}

async function sendAnswer(output: Readable, response: Response): Promise<void> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of output) {
    if (!head) {
      if (!response.write(chunk) && !response.destroyed) {
        await new Promise<void>(resolve => {
          response.once('drain', resolve);
          response.once('close', resolve);
        });
      }
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = /\r?\n\r?\n/.exec(head.toString('latin1'));
    if (end) {
      const { status, headers } = parseHead(
        head.subarray(0, end.index).toString('utf8'),
      );
      response.status(status);
      headers.forEach(([name, value]) => response.set(name, value));
      response.write(head.subarray(end.index + end[0].length));
      head = undefined;
    }
  }
  if (head) {
    response.status(500);
  }
}
