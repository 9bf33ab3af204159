import { resourceOf } from '../kubernetes/resourceOf';

/** The version of Argo CD's kinds. */
export const ARGO_API = 'argoproj.io/v1alpha1';

/** Where Argo CD lives. */
export const ARGO_NAMESPACE = 'argocd';

/** Applications. */
export const APPLICATIONS = resourceOf(ARGO_API, 'Application');
/** ApplicationSets. */
export const APPLICATION_SETS = resourceOf(ARGO_API, 'ApplicationSet');
/** AppProjects. */
export const APP_PROJECTS = resourceOf(ARGO_API, 'AppProject');

/** Asks for a fresh look at Git. */
export const REFRESH_ANNOTATION = 'argocd.argoproj.io/refresh';

/** Says to which Application an object belongs. */
export const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';

/** Deletes what an Application deployed before the Application goes. */
export const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** The tracking id of an object: `app:group/Kind:namespace/name`. */
export function trackingId(
  app: string,
  object: { group: string; kind: string; namespace: string; name: string },
): string {
  const { group, kind, namespace, name } = object;
  return `${app}:${group}/${kind}:${namespace}/${name}`;
}

/** The Application that a tracking id names. */
export function trackedApp(id: string | undefined): string | undefined {
  return id?.split(':')[0] || undefined;
}
