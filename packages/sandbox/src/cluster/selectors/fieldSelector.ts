import { Kind } from '../kinds/Kind';
import { badRequest } from '../model/ApiError';
import { valueAt } from '../model/json';
import { KubernetesObject } from '../model/KubernetesObject';

/**
 * Reads the `fieldSelector` parameter. As in Kubernetes, only name, namespace and
 * the few fields that a kind declares can be asked for.
 *
 * @throws ApiError 400 for a field that the kind does not offer
 */
export function parseFieldSelector(
  text: string,
  kind: Kind,
): (object: KubernetesObject) => boolean {
  const terms = text
    .split(',')
    .map(term => term.trim())
    .filter(term => term !== '')
    .map(term => parseTerm(term, kind));
  return object =>
    terms.every(({ path, value, equal }) => {
      const actual = valueAt(object, path);
      return (String(actual ?? '') === value) === equal;
    });
}

function parseTerm(
  term: string,
  kind: Kind,
): { path: string[]; value: string; equal: boolean } {
  const match = /^([^!=]+)(==|=|!=)(.*)$/.exec(term);
  if (!match) {
    throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
  }
  const [, field, operator, value] = match;
  const offered = [
    'metadata.name',
    'metadata.namespace',
    ...kind.selectableFields,
  ];
  if (!offered.includes(field)) {
    throw badRequest(`field label not supported: ${field}`);
  }
  return { path: field.split('.'), value, equal: operator !== '!=' };
}
