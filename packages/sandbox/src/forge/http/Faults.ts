import { setTimeout as sleep } from 'node:timers/promises';

import { NextFunction, Request, Response } from 'express';
import { z } from 'zod';

import { Users } from '../state/Users';
import { authenticate } from './authenticate';

const faultSchema = z.object({
  method: z.string().optional(),
  /** A regular expression over path and query. */
  path: z.string(),
  /** How many of the matching requests fail. */
  count: z.number().int().positive().default(1),
  /** Answer with this instead. */
  status: z.number().int().min(200).max(599).optional(),
  headers: z.record(z.string()).default({}),
  /** Milliseconds to wait first. */
  delay: z.number().int().nonnegative().default(0),
  /** Cut the connection instead of answering. */
  drop: z.boolean().default(false),
});

/** What goes wrong with the next requests that match; for tests. */
export type Fault = z.input<typeof faultSchema>;

/** The path under which tests say what shall go wrong. */
export const FAULTS_PATH = '/_sandbox/faults';

/** Makes chosen requests fail, so that others can prove that they survive it. */
export class Faults {
  private pending: z.infer<typeof faultSchema>[];

  private constructor(initial: readonly Fault[]) {
    this.pending = initial.map(fault => faultSchema.parse(fault));
  }

  static create(initial: readonly Fault[] = []): Faults {
    return new Faults(initial);
  }

  /** Replaces (PUT), shows (GET) or clears (DELETE) the faults. */
  control(users: Users) {
    return (request: Request, response: Response): void => {
      try {
        if (!authenticate(users, request)) {
          throw new Error('A token is needed.');
        }
        if (request.method === 'PUT') {
          this.pending = z.array(faultSchema).parse(request.body);
        } else if (request.method === 'DELETE') {
          this.pending = [];
        }
        response.json(this.pending);
      } catch (error) {
        response.status(400).json({ message: String(error) });
      }
    };
  }

  /** Lets a fault answer when one matches. */
  async inject(
    request: Request,
    response: Response,
    next: NextFunction,
  ): Promise<void> {
    const fault = this.pending.find(
      ({ method, path }) =>
        (!method || method.toUpperCase() === request.method) &&
        new RegExp(path).test(request.originalUrl),
    );
    if (!fault) {
      next();
      return;
    }
    fault.count -= 1;
    this.pending = this.pending.filter(each => each.count > 0);
    await sleep(fault.delay);
    if (fault.drop) {
      request.socket.destroy();
    } else if (fault.status) {
      response
        .status(fault.status)
        .set(fault.headers)
        .json({ message: 'This fault was asked for by a test.' });
    } else {
      next();
    }
  }
}
