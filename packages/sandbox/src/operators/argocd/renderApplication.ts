import { parse } from 'yaml';
import type { KubernetesObject } from '../kubernetes/KubernetesObject';
import { renderTemplate, renderTree, type RenderOptions } from '../template';
import { ARGO_API, RESOURCES_FINALIZER } from './argoKinds';
import type { Parameters } from './generateParameters';
import type { ApplicationSetSpec } from './schemas';

/** How the templates of an ApplicationSet are rendered. */
export function renderOptionsOf(spec: ApplicationSetSpec): RenderOptions {
  return { strict: spec.goTemplateOptions.includes('missingkey=error') };
}

function merged(base: unknown, patch: unknown): unknown {
  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(base) || !isMap(patch)) {
    return patch;
  }
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = key in base ? merged(base[key], value) : value;
    }
  }
  return result;
}

/**
 * The Application that an ApplicationSet's template gives for one set of
 * parameters.
 *
 * @throws Error with a sentence for the ApplicationSet's condition.
 */
export function renderApplication(
  owner: KubernetesObject,
  spec: ApplicationSetSpec,
  parameters: Parameters,
): KubernetesObject {
  const options = renderOptionsOf(spec);
  let template = renderTree(spec.template, parameters, options);
  if (spec.templatePatch) {
    const patch = parse(
      renderTemplate(spec.templatePatch, parameters, options),
    );
    template = merged(template, patch) as typeof template;
  }
  const { name, labels, annotations, finalizers = [] } = template.metadata;
  const keep = spec.syncPolicy.preserveResourcesOnDeletion;
  return {
    apiVersion: ARGO_API,
    kind: 'Application',
    metadata: {
      name,
      namespace: owner.metadata.namespace,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      finalizers:
        finalizers.length === 0 && !keep ? [RESOURCES_FINALIZER] : finalizers,
      ownerReferences: [
        {
          apiVersion: ARGO_API,
          kind: 'ApplicationSet',
          name: owner.metadata.name,
          uid: owner.metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: template.spec,
  };
}
