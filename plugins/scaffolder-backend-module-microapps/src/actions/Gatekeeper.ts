import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ForwardedError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { microAppCreatePermission } from '@microapps/plugin-microapps-common';

/** What a {@link Gatekeeper} asks. */
export type GatekeeperOptions = {
  auth: Pick<AuthService, 'isPrincipal'>;
  permissions: Pick<PermissionsService, 'authorize'>;
  userInfo: UserInfoService;
};

/** Decides who may ask for a micro-app, and for which team. */
export class Gatekeeper {
  static create(options: GatekeeperOptions): Gatekeeper {
    return new Gatekeeper(options);
  }

  private constructor(private readonly options: GatekeeperOptions) {}

  /** @throws NotAllowedError when the portal's policy says no. */
  async refuseStranger(credentials: BackstageCredentials): Promise<void> {
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission: microAppCreatePermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not ask for a micro-app. Ask your SRE for the permission "${microAppCreatePermission.name}".`,
      );
    }
  }

  /**
   * A person may give a micro-app to a team of theirs only: whoever owns it
   * pays for it. A service asks for no person, so its word is taken.
   *
   * @throws NotAllowedError when the owner is another.
   */
  async refuseForeignOwner(
    credentials: BackstageCredentials,
    owner: string,
  ): Promise<void> {
    const { auth, userInfo } = this.options;
    if (!auth.isPrincipal(credentials, 'user')) {
      return;
    }
    const { ownershipEntityRefs } = await userInfo
      .getUserInfo(credentials)
      .catch(error => {
        throw new ForwardedError(
          'Your teams could not be looked up. Sign in again, then send the form once more',
          error,
        );
      });
    // The catalog's references are in small letters, whatever the form says.
    const ownerRef = stringifyEntityRef(parseEntityRef(owner));
    if (ownershipEntityRefs.includes(ownerRef)) {
      return;
    }
    const teams = ownershipEntityRefs.filter(ref => ref.startsWith('group:'));
    throw new NotAllowedError(
      `You are not in ${ownerRef}. ${
        teams.length > 0
          ? `Choose one of your teams: ${teams.join(', ')}.`
          : 'You are in no team that the portal knows: reload the page and try again, or ask your SRE.'
      }`,
    );
  }
}
