import { z } from 'zod';

const user = z.object({
  login: z.string(),
  name: z.string(),
  email: z.string(),
  type: z.enum(['User', 'Bot']),
  siteAdmin: z.boolean().optional(),
});

const comment = z.object({
  id: z.number(),
  author: user,
  body: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const review = z.object({
  id: z.number(),
  author: user,
  body: z.string(),
  state: z.enum([
    'APPROVED',
    'CHANGES_REQUESTED',
    'COMMENTED',
    'DISMISSED',
    'PENDING',
  ]),
  commitId: z.string(),
  submittedAt: z.string(),
});

const pull = z.object({
  base: z.string(),
  head: z.string(),
  /** Tip of the base branch; stands still once the pull request is closed. */
  baseSha: z.string(),
  /** Tip of the head branch; stands still once the pull request is closed. */
  headSha: z.string(),
  draft: z.boolean(),
  requestedReviewers: z.array(z.string()),
  reviews: z.array(review),
  mergedAt: z.string().optional(),
  mergedBy: user.optional(),
  mergeCommitSha: z.string().optional(),
  /** Written before the base branch moves, so that a kill in between heals. */
  pendingMerge: z.object({ sha: z.string(), by: user }).optional(),
});

const issue = z.object({
  id: z.number(),
  number: z.number(),
  title: z.string(),
  body: z.string().optional(),
  author: user,
  state: z.enum(['open', 'closed']),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().optional(),
  closedBy: user.optional(),
  comments: z.array(comment),
  /** Present when the issue is a pull request. */
  pull: pull.optional(),
});

const status = z.object({
  id: z.number(),
  sha: z.string(),
  state: z.enum(['error', 'failure', 'pending', 'success']),
  context: z.string(),
  description: z.string().optional(),
  targetUrl: z.string().optional(),
  creator: user,
  createdAt: z.string(),
});

const annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  start_column: z.number().optional(),
  end_column: z.number().optional(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
});

/** The states of a check run, as GitHub names them. */
export const checkStatus = z.enum([
  'queued',
  'in_progress',
  'completed',
  'waiting',
  'requested',
  'pending',
]);

/** How a completed check run can have ended, as GitHub names it. */
export const checkConclusion = z.enum([
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
]);

const checkRun = z.object({
  id: z.number(),
  name: z.string(),
  headSha: z.string(),
  externalId: z.string().optional(),
  detailsUrl: z.string().optional(),
  status: checkStatus,
  conclusion: checkConclusion.optional(),
  startedAt: z.string().optional(),
  completedAt: z.string().optional(),
  title: z.string().optional(),
  summary: z.string().optional(),
  text: z.string().optional(),
  annotations: z.array(annotation),
  creator: user,
});

const label = z.object({
  id: z.number(),
  name: z.string(),
  color: z.string(),
  description: z.string().optional(),
});

const hook = z.object({
  id: z.number(),
  url: z.string(),
  contentType: z.enum(['json', 'form']),
  secret: z.string().optional(),
  insecureSsl: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  lastResponse: z
    .object({
      code: z.number().optional(),
      status: z.string(),
      message: z.string().optional(),
    })
    .optional(),
});

const delivery = z.object({
  id: z.number(),
  hookId: z.number(),
  guid: z.string(),
  event: z.string(),
  action: z.string().optional(),
  deliveredAt: z.string(),
  /** Seconds. */
  duration: z.number(),
  redelivery: z.boolean(),
  status: z.string(),
  statusCode: z.number(),
  request: z.object({
    headers: z.record(z.string()),
    payload: z.record(z.unknown()),
  }),
  response: z.object({
    headers: z.record(z.string()),
    payload: z.string().optional(),
  }),
});

/** Everything about a repository that git itself does not keep. */
export const repositoryRecordSchema = z.object({
  id: z.number(),
  description: z.string(),
  defaultBranch: z.string(),
  createdAt: z.string(),
  pushedAt: z.string(),
  nextNumber: z.number(),
  /** Branches and tags as they were when the forge last told of them. */
  refs: z.record(z.string()),
  issues: z.array(issue),
  statuses: z.array(status),
  checkRuns: z.array(checkRun),
  labels: z.array(label),
  hooks: z.array(hook),
});

/** The last deliveries of a repository's webhooks. */
export const deliveriesSchema = z.array(delivery);

export type RepositoryRecord = z.infer<typeof repositoryRecordSchema>;
export type IssueRecord = z.infer<typeof issue>;
export type PullRecord = z.infer<typeof pull>;
/** An issue that is a pull request. */
export type PullRequestRecord = IssueRecord & { pull: PullRecord };
export type CommentRecord = z.infer<typeof comment>;
export type ReviewRecord = z.infer<typeof review>;
export type StatusRecord = z.infer<typeof status>;
export type CheckRunRecord = z.infer<typeof checkRun>;
export type LabelRecord = z.infer<typeof label>;
export type HookRecord = z.infer<typeof hook>;
export type DeliveryRecord = z.infer<typeof delivery>;

/** Narrows an issue to a pull request. */
export function isPullRequest(
  record: IssueRecord,
): record is PullRequestRecord {
  return record.pull !== undefined;
}
