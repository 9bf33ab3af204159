import { NotFoundError } from '@backstage/errors';
import type {
  AppList,
  ListAppsQuery,
  MicroAppStatus,
  Source,
} from '@microapps/plugin-microapps-common';
import type { MicroAppsApi } from '../api';

/** A backend in memory, whose answers a test changes by hand. */
export class FakeMicroApps implements MicroAppsApi {
  /** What the backend knows. */
  apps: MicroAppStatus[];
  /** Every question that was asked for a list. */
  readonly queries: ListAppsQuery[] = [];
  /** How many questions of any kind were asked. */
  asked = 0;
  /** When set, every question fails with it. */
  failure?: Error;
  /** The sources that every list rests on. */
  sources: Source[] = [];

  constructor(...apps: MicroAppStatus[]) {
    this.apps = apps;
  }

  async getApp(name: string): Promise<MicroAppStatus> {
    this.answer();
    const app = this.apps.find(candidate => candidate.name === name);
    if (!app) {
      throw new NotFoundError(`There is no micro-app '${name}'`);
    }
    return app;
  }

  async listApps(query: ListAppsQuery = {}): Promise<AppList> {
    this.answer();
    this.queries.push(query);
    const matching = this.apps.filter(
      app =>
        app.title.toLowerCase().includes((query.query ?? '').toLowerCase()) &&
        (!query.owner?.length || query.owner.includes(app.owner)),
    );
    const from = Number(query.cursor ?? 0);
    const to = from + (query.limit ?? 50);
    return {
      items: matching.slice(from, to),
      totalItems: matching.length,
      ...(to < matching.length && { nextCursor: String(to) }),
      sources: this.sources,
    };
  }

  private answer() {
    this.asked += 1;
    if (this.failure) {
      throw this.failure;
    }
  }
}
