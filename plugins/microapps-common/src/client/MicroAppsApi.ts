import type { paths } from '../generated/openapi';

/** The HTTP API as its OpenAPI document has it: from path to method to types. */
export type MicroAppsApi = paths;
