import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
  type ConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  microAppReadPermission,
  sourcesReadPermission,
} from '@microapps/plugin-microapps-common';
import {
  microAppResourceRef,
  type MicroAppFilter,
  type MicroAppResource,
} from './microAppResourceRef';
import { meetsFilter } from './rules';

/** Asks Backstage what a person may see. */
export class MicroAppAuthorizer {
  static create(options: {
    permissions: PermissionsService;
    /** With the rules of micro-apps already in it. */
    permissionsRegistry: PermissionsRegistryService;
  }): MicroAppAuthorizer {
    return new MicroAppAuthorizer(
      options.permissions,
      createConditionTransformer(
        options.permissionsRegistry.getPermissionRuleset(microAppResourceRef),
      ),
    );
  }

  private constructor(
    private readonly permissions: PermissionsService,
    private readonly transform: ConditionTransformer<MicroAppFilter>,
  ) {}

  /**
   * Tells the micro-apps that may be seen from those that may not.
   *
   * @throws NotAllowedError for those who may see none.
   */
  async readable(
    credentials: BackstageCredentials,
  ): Promise<(resource: MicroAppResource) => boolean> {
    const [decision] = await this.permissions.authorizeConditional(
      [{ permission: microAppReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        'You may not see micro-apps here. Ask your SRE for access.',
      );
    }
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return () => true;
    }
    const criteria = this.transform(decision.conditions);
    return resource => meets(resource, criteria);
  }

  /** Whether they may see what is watched, and why it gives no word. */
  async mayReadSources(credentials: BackstageCredentials): Promise<boolean> {
    const [decision] = await this.permissions.authorize(
      [{ permission: sourcesReadPermission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError for those who may not see what is watched. */
  async assertMayReadSources(credentials: BackstageCredentials): Promise<void> {
    if (!(await this.mayReadSources(credentials))) {
      throw new NotAllowedError(
        'You may not see what is watched here. Ask your SRE for access.',
      );
    }
  }
}

function meets(
  resource: MicroAppResource,
  criteria: PermissionCriteria<MicroAppFilter>,
): boolean {
  if (isAndCriteria(criteria)) {
    return criteria.allOf.every(each => meets(resource, each));
  }
  if (isOrCriteria(criteria)) {
    return criteria.anyOf.some(each => meets(resource, each));
  }
  if (isNotCriteria(criteria)) {
    return !meets(resource, criteria.not);
  }
  return meetsFilter(resource, criteria);
}
