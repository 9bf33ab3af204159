import { z } from 'zod';

const ruleSchema = z
  .object({
    /** HTTP method; any when left out. */
    method: z.string().optional(),
    /** Part of the address, query included; any when left out. */
    path: z.string().optional(),
    /** Only watches, or only other requests. */
    watch: z.boolean().optional(),
    /** How many matching requests are hit. */
    times: z.number().int().positive().default(1),
    /** Wait before going on. */
    delayMs: z.number().nonnegative().optional(),
    /** Answer this failure instead. */
    status: z.number().int().min(400).max(599).optional(),
    /** Sent with the failure. */
    retryAfterSeconds: z.number().nonnegative().optional(),
    /** Accept the request and never answer. */
    hang: z.boolean().optional(),
  })
  .strict();

/** What goes wrong with one request. */
export type FaultRule = z.infer<typeof ruleSchema>;

/** The body of `PUT /_sandbox/faults`. */
export const faultsSchema = z
  .object({
    /** Break all open watches now. */
    cutWatches: z.boolean().optional(),
    /** Leave all open watches open and silent. */
    muteWatches: z.boolean().optional(),
    /** Forget the events so far: who resumes gets 410. */
    expireHistory: z.boolean().optional(),
    /** Replaces the rules that are still in force. */
    rules: z.array(ruleSchema).optional(),
  })
  .strict();

/** What a test wants to go wrong. */
export type Faults = z.input<typeof faultsSchema>;

/** The faults that are still to happen. */
export class FaultList {
  private rules: FaultRule[] = [];

  /** The rules still in force. */
  get pending(): readonly FaultRule[] {
    return this.rules;
  }

  /** Replaces the rules. */
  set(rules: readonly FaultRule[]): void {
    this.rules = rules.map(rule => ({ ...rule }));
  }

  /** The first rule that a request meets, which thereby has happened once more. */
  take(request: {
    method: string;
    path: string;
    watch: boolean;
  }): FaultRule | undefined {
    const rule = this.rules.find(
      ({ method, path, watch }) =>
        (method === undefined || method === request.method) &&
        (path === undefined || request.path.includes(path)) &&
        (watch === undefined || watch === request.watch),
    );
    if (rule) {
      rule.times--;
      this.rules = this.rules.filter(({ times }) => times > 0);
    }
    return rule;
  }
}
