import type { Entity } from '@backstage/catalog-model';
import { MICRO_APP_ANNOTATION } from '@microapps/plugin-microapps-common';

/** The micro-app that a Component stands for: the one that its annotation names, else its own name. */
export function microAppNameOf({ metadata }: Entity): string {
  return metadata.annotations?.[MICRO_APP_ANNOTATION] ?? metadata.name;
}
