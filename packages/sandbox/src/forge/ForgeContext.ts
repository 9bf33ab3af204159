import { ForgeUser } from './options';
import { ForgeUrls } from './present/ForgeUrls';
import { Repositories } from './state/Repositories';
import { Users } from './state/Users';
import { Webhooks } from './webhooks/Webhooks';

/** What every part of the forge works with. */
export type ForgeContext = {
  urls: ForgeUrls;
  users: Users;
  repositories: Repositories;
  webhooks: Webhooks;
  /** Who acts on the forge's own pages. */
  webUser: ForgeUser;
  /** Signs the forms of the forge's pages; stays the same over a restart. */
  formSecret: string;
};
