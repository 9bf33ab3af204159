import { Octokit } from '@octokit/rest';

import { ContractRun } from '../ContractRun';

/** What a group of cases works with. */
export type ContractContext = {
  run: ContractRun;
  octokit: Octokit;
  /** Has no token. */
  anonymous: Octokit;
  /** Nobody's token. */
  stranger: Octokit;
  owner: string;
  repo: string;
  /** The first commit. */
  base: string;
};

/** A group of cases, in the order in which they build on each other. */
export type ContractCase = (context: ContractContext) => Promise<void>;
