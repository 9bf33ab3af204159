import { Fault } from './http/Faults';

/** A person or a machine that the forge knows. */
export type ForgeUser = {
  login: string;
  name: string;
  email: string;
  type: 'User' | 'Bot';
  siteAdmin?: boolean;
};

/** A repository that is created with one commit unless it is there already. */
export type SeedRepository = {
  name: string;
  description: string;
  files: { path: string; content: string | Buffer; mode?: string }[];
  message: string;
  author: { name: string; email: string };
};

/** What {@link startForge} takes. */
export type ForgeOptions = {
  /** The folder that holds everything the forge remembers. */
  stateDir: string;
  /** 0 takes a free port. */
  port: number;
  /** Who acts with which token. */
  tokens: { [token: string]: ForgeUser };
  /** Repositories of the organisation to begin with. */
  seed?: SeedRepository[];
  /** The organisation that owns the seeded repositories; `acme` by default. */
  organization?: string;
  /** Who acts on the forge's own pages; Sam Okafor by default. */
  webUser?: ForgeUser;
  /** Requests per hour and token; 100,000 by default. A 304 costs nothing. */
  rateLimit?: number;
  /** How long a receiver of webhooks may take, in milliseconds; 10,000 as GitHub. */
  webhookTimeout?: number;
  /** Requests that shall fail; for tests. */
  faults?: Fault[];
};

/** A running forge. */
export type RunningForge = {
  /** `http://localhost:<port>` */
  url: string;
  stop(): Promise<void>;
};

/** Who acts on the forge's pages unless the options name someone else. */
export const DEFAULT_WEB_USER: ForgeUser = {
  login: 'sam',
  name: 'Sam Okafor',
  email: 'sam@acme.example',
  type: 'User',
};
