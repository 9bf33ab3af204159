import { stringify } from 'yaml';
import {
  referenceKey,
  referenceOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import { parseManifests } from '../kustomize/parseManifests';
import { renderTemplate } from '../template';
import type { ResourceSetSpec } from './resourceSetSpec';

/** One set of inputs. */
export type Inputs = Record<string, unknown>;

const DELIMITERS = { open: '<<', close: '>>' };

// flux-operator leaves an object out when this says so, after rendering.
const RECONCILE_ANNOTATION = 'fluxcd.controlplane.io/reconcile';

function rendered(template: string, inputs: Inputs): KubernetesObject[] {
  const text = renderTemplate(template, undefined, {
    delimiters: DELIMITERS,
    functions: { inputs: () => inputs },
    strict: true,
  });
  return parseManifests(text);
}

/**
 * The objects that a ResourceSet stands for: its resources, once for each set
 * of inputs; what comes out twice counts once.
 *
 * @param all - `undefined` where the ResourceSet takes no inputs.
 * @throws Error with a sentence for the ResourceSet's condition.
 */
export function renderResourceSet(
  spec: ResourceSetSpec,
  all: Inputs[] | undefined,
): KubernetesObject[] {
  // As the operator does: rendered as text, so that a number stays a number.
  const templates = [
    ...spec.resources.map(resource => stringify(resource, { lineWidth: 0 })),
    ...(spec.resourcesTemplate ? [spec.resourcesTemplate] : []),
  ];
  const objects = new Map<string, KubernetesObject>();
  for (const inputs of all ?? [{}]) {
    for (const template of templates) {
      for (const object of rendered(template, inputs)) {
        const annotations = object.metadata.annotations;
        if (annotations?.[RECONCILE_ANNOTATION] !== 'disabled') {
          objects.set(referenceKey(referenceOf(object)), object);
        }
      }
    }
  }
  return [...objects.values()];
}
