import { MICRO_APP_COMPONENT_TYPE } from '@microapps/plugin-microapps-common';

/** Picks the catalog's entities that are micro-apps. */
export const isMicroApp = {
  kind: 'component',
  'spec.type': MICRO_APP_COMPONENT_TYPE,
};
