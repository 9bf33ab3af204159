import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { createRepository } from '../git/createRepository';
import { Git } from '../git/Git';
import { JsonFile } from './JsonFile';
import {
  deliveriesSchema,
  DeliveryRecord,
  isPullRequest,
  IssueRecord,
  PullRequestRecord,
  RepositoryRecord,
  repositoryRecordSchema,
} from './records';

const KEPT_DELIVERIES = 100;

/** A repository: its git objects and what the forge knows besides. */
export class Repository {
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly owner: string,
    readonly name: string,
    readonly git: Git,
    readonly data: RepositoryRecord,
    private readonly file: JsonFile<RepositoryRecord>,
    private deliveryLog: DeliveryRecord[],
    private readonly deliveryFile: JsonFile<DeliveryRecord[]>,
  ) {}

  /** Opens the repository under `folder`, and makes it when it is not there. */
  static async open(
    folder: string,
    owner: string,
    name: string,
    description = '',
  ): Promise<Repository> {
    const file = JsonFile.at(
      join(folder, `${name}.json`),
      repositoryRecordSchema,
    );
    const deliveryFile = JsonFile.at(
      join(folder, `${name}.deliveries.json`),
      deliveriesSchema,
    );
    const known = await file.read();
    const now = new Date().toISOString();
    const data: RepositoryRecord = known ?? {
      id: parseInt(
        createHash('sha256')
          .update(`${owner}/${name}`)
          .digest('hex')
          .slice(0, 7),
        16,
      ),
      description,
      defaultBranch: 'main',
      createdAt: now,
      pushedAt: now,
      nextNumber: 1,
      refs: {},
      issues: [],
      statuses: [],
      checkRuns: [],
      labels: [],
      hooks: [],
    };
    const directory = join(folder, `${name}.git`);
    const git = known
      ? Git.at(directory)
      : await createRepository(directory, data.defaultBranch);
    const repository = new Repository(
      owner,
      name,
      git,
      data,
      file,
      (await deliveryFile.read()) ?? [],
      deliveryFile,
    );
    if (!known) {
      await repository.save();
    }
    return repository;
  }

  /** `owner/name` */
  get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  /** The last deliveries of webhooks, newest first. */
  get deliveries(): readonly DeliveryRecord[] {
    return this.deliveryLog;
  }

  /** Remembers a delivery and forgets the oldest. */
  async addDelivery(delivery: DeliveryRecord): Promise<void> {
    this.deliveryLog = [delivery, ...this.deliveryLog].slice(
      0,
      KEPT_DELIVERIES,
    );
    await this.deliveryFile.write(() => this.deliveryLog);
  }

  /** Resolves once all that was changed so far is on disk. */
  save(): Promise<void> {
    return this.file.write(() => this.data);
  }

  /** Runs one change at a time, in the order of the calls. */
  exclusive<T>(change: () => Promise<T>): Promise<T> {
    const result = this.queue.then(change);
    this.queue = result.catch(() => {});
    return result;
  }

  /** The pull request or issue of a number. */
  findIssue(number: number): IssueRecord | undefined {
    return this.data.issues.find(issue => issue.number === number);
  }

  /** The pull request of a number. */
  findPullRequest(number: number): PullRequestRecord | undefined {
    const issue = this.findIssue(number);
    return issue && isPullRequest(issue) ? issue : undefined;
  }

  /** All pull requests, oldest first. */
  pullRequests(): PullRequestRecord[] {
    return this.data.issues.filter(isPullRequest);
  }
}
