/** The API version of every document that this suite defines. */
export const API_VERSION = 'microapps.dev/v1alpha1';

/** The labels that everything deployed carries. */
export const LABELS = {
  /** The micro-app's name. */
  app: 'microapps.dev/app',
  /** staging, production … or preview. */
  environment: 'microapps.dev/environment',
  /** The pull request's number, on previews only. */
  pullRequest: 'microapps.dev/pull-request',
  /** Who pays. */
  costCenter: 'microapps.dev/cost-center',
} as const;

/** The name that every preview's environment has. */
export const PREVIEW_ENVIRONMENT = 'preview';

/** `spec.type` of the catalog's Components that are micro-apps. */
export const MICRO_APP_COMPONENT_TYPE = 'micro-app';

/** The annotation that ties a Component to its micro-app. */
export const MICRO_APP_ANNOTATION = 'microapps.dev/app';

/**
 * The signals channel on which the name of each changed micro-app is published,
 * as a {@link MicroAppsSignal}.
 */
export const MICROAPPS_SIGNAL_CHANNEL = 'microapps';

/** A message on {@link MICROAPPS_SIGNAL_CHANNEL}. */
export type MicroAppsSignal = {
  /** The names of the micro-apps whose status changed. */
  apps: string[];
};
