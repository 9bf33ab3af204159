import type {
  ConditionalPolicyDecision,
  PermissionCondition,
  PermissionCriteria,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionExports,
  type PermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_MICRO_APP } from '@microapps/plugin-microapps-common';
import { z } from 'zod';
import {
  microAppResourceRef,
  type MicroAppFilter,
  type MicroAppResource,
} from './microAppResourceRef';

type OwnerParams = {
  /** Entity refs, such as those that a user belongs to. */
  owners: string[];
};

type OwnerRule = PermissionRule<
  MicroAppResource,
  MicroAppFilter,
  typeof RESOURCE_TYPE_MICRO_APP,
  OwnerParams
>;

type OwnerParamsSchema = Extract<
  OwnerRule,
  { paramsSchema: unknown }
>['paramsSchema'];

const ownerParamsSchema = z.object({
  owners: z
    .array(z.string())
    .describe('Entity refs, such as those that a user belongs to'),
});

/** Allows those micro-apps that one of the given owners owns. */
export const isOwner: OwnerRule = {
  name: 'IS_OWNER',
  description: 'Allow micro-apps that one of the given owners owns',
  resourceType: RESOURCE_TYPE_MICRO_APP,
  // The same zod 3 as Backstage's types name, from another copy of the package:
  // comparing the two is more than the compiler's patience.
  paramsSchema: ownerParamsSchema as unknown as OwnerParamsSchema,
  apply: (resource, { owners }) =>
    meetsFilter(resource, { owners: lowerCase(owners) }),
  toQuery: ({ owners }) => ({ owners: lowerCase(owners) }),
};

/** Every rule of micro-apps. */
export const microAppRules: { isOwner: OwnerRule } = { isOwner };

const conditionExports = createConditionExports({
  resourceRef: microAppResourceRef,
  rules: microAppRules,
});

/** The conditions that the author of a permission policy decides with. */
export const microAppConditions: {
  isOwner: (
    params: OwnerParams,
  ) => PermissionCondition<typeof RESOURCE_TYPE_MICRO_APP, OwnerParams>;
} = conditionExports.conditions;

/** Makes a decision of a permission policy from {@link microAppConditions}. */
export const createMicroAppConditionalDecision: (
  permission: ResourcePermission<typeof RESOURCE_TYPE_MICRO_APP>,
  conditions: PermissionCriteria<
    PermissionCondition<typeof RESOURCE_TYPE_MICRO_APP>
  >,
) => ConditionalPolicyDecision = conditionExports.createConditionalDecision;

/** Whether a micro-app is among those that a filter lets through. */
export function meetsFilter(
  { owner }: MicroAppResource,
  { owners }: MicroAppFilter,
): boolean {
  return owners.includes(owner.toLocaleLowerCase('en'));
}

function lowerCase(refs: string[]): string[] {
  return refs.map(ref => ref.toLocaleLowerCase('en'));
}
