import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
} from '@backstage/catalog-model';
import type { RepositoryLocation } from '@microapps/plugin-microapps-node';

/**
 * The annotations that say where an entity comes from.
 *
 * @param location - the repository
 * @param ref - the branch that holds the file
 * @param path - the file
 */
export function sourceAnnotations(
  location: RepositoryLocation,
  ref: string,
  path: string,
): Record<string, string> {
  const folder = path.split('/').slice(0, -1).join('/');
  const viewUrl = `${location.url}/blob/${ref}/${path}`;
  return {
    [ANNOTATION_LOCATION]: `url:${viewUrl}`,
    [ANNOTATION_ORIGIN_LOCATION]: `url:${location.url}/tree/${location.branch}`,
    [ANNOTATION_SOURCE_LOCATION]: `url:${location.url}/tree/${ref}/${folder}/`,
    [ANNOTATION_VIEW_URL]: viewUrl,
  };
}
