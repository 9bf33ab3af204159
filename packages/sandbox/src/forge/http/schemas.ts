import { components } from '@octokit/openapi-types';

/** GitHub's published types: what every answer's body is checked against. */
export type Schemas = components['schemas'];
