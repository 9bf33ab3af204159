export { MicroAppAuthorizer } from './MicroAppAuthorizer';
export { microAppResourceRef } from './microAppResourceRef';
export type { MicroAppFilter, MicroAppResource } from './microAppResourceRef';
export { registerPermissions } from './registerPermissions';
export { createMicroAppConditionalDecision, microAppConditions } from './rules';
