import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  groupOf,
  referenceKey,
  referenceOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import type { LiveState } from '../kubernetes/LiveState';
import { applicationStatusSchema } from './applicationStatus';
import {
  ARGO_API,
  ARGO_NAMESPACE,
  trackedApp,
  TRACKING_ANNOTATION,
  trackingId,
} from './argoKinds';
import {
  compareApplication,
  type ComparedObject,
  type Comparison,
} from './compareApplication';
import type { ManifestSource } from './ManifestSource';
import { forbidden, forbiddenObject } from './permitted';
import { prepareObjects } from './prepareObjects';
import {
  applicationSpecSchema,
  projectSpecSchema,
  sentenceOf,
  type ApplicationSpec,
} from './schemas';
import { desiredHash } from './syncApplication';

/** What is evaluated. */
export type EvaluationRequest = {
  application: KubernetesObject;
  client: KubernetesClient;
  source: ManifestSource;
  live: LiveState;
  /** What was last applied, by object. */
  applied: ReadonlyMap<string, string>;
  /** Fetch the repository first. */
  fetch: boolean;
  /** Instead of the source's own. */
  revision?: string;
};

/** How an Application stands against Git. */
export type Evaluation = {
  spec: ApplicationSpec;
  revision: string;
  sourceType: string;
  objects: ComparedObject[];
  comparison: Comparison;
};

/** Why an Application could not be compared. */
export type FailedEvaluation = {
  /** Argo CD's type of the condition. */
  condition: 'InvalidSpecError' | 'ComparisonError';
  error: string;
  /** How what it deployed before is. */
  comparison: Comparison;
};

/** Builds what an Application wants and compares it with what is there. */
export async function evaluateApplication(
  request: EvaluationRequest,
): Promise<Evaluation | FailedEvaluation> {
  const { application, source } = request;
  const parsed = applicationSpecSchema.safeParse(application.spec);
  if (!parsed.success) {
    return failed(
      request,
      'InvalidSpecError',
      sentenceOf(parsed.error, 'spec'),
    );
  }
  const spec = parsed.data;
  const project = await projectOf(request.client, spec.project);
  const invalid = project
    ? forbidden(spec, project)
    : `Application referencing project ${spec.project} which does not exist`;
  if (invalid || !project) {
    return failed(request, 'InvalidSpecError', invalid ?? '');
  }
  try {
    const { repoURL, targetRevision } = spec.source;
    if (request.fetch) {
      await source.fetch(repoURL);
    }
    const revision = await source.resolve(
      repoURL,
      request.revision ?? targetRevision,
    );
    const built = await source.build(spec.source, revision);
    const desired = prepareObjects(
      application.metadata.name,
      spec.destination.namespace,
      built.objects,
    );
    for (const object of desired) {
      const refused = forbiddenObject(object, project, spec.project);
      if (refused) {
        throw new Error(refused);
      }
    }
    const objects = await besideLive(request, desired, revision);
    return {
      spec,
      revision,
      sourceType: built.sourceType,
      objects,
      comparison: compareApplication(objects),
    };
  } catch (error) {
    return failed(
      request,
      'ComparisonError',
      `Failed to load target state: ${(error as Error).message}`,
    );
  }
}

async function projectOf(client: KubernetesClient, name: string) {
  const project = await client.get({
    apiVersion: ARGO_API,
    kind: 'AppProject',
    namespace: ARGO_NAMESPACE,
    name,
  });
  return project && projectSpecSchema.parse(project.spec ?? {});
}

async function failed(
  request: EvaluationRequest,
  condition: FailedEvaluation['condition'],
  error: string,
): Promise<FailedEvaluation> {
  const live = await trackedObjects(request.application, request.live);
  // What is there is taken for wanted: nothing is known to be wrong with it.
  const objects = live.map(object => ({ desired: object, live: object }));
  return { condition, error, comparison: compareApplication(objects) };
}

async function besideLive(
  { application, live, applied }: EvaluationRequest,
  desired: KubernetesObject[],
  revision: string,
): Promise<ComparedObject[]> {
  const status = applicationStatusSchema.parse(application.status ?? {});
  // After a restart nothing is known of what was applied; another revision may
  // have taken fields away, which a look at the live object does not show.
  const movedOn = status.operationState?.syncResult?.revision !== revision;
  const objects: ComparedObject[] = [];
  const wanted = new Set<string>();
  for (const object of desired) {
    const key = referenceKey(referenceOf(object));
    const hash = applied.get(key);
    wanted.add(key);
    objects.push({
      desired: object,
      live: await live.get(referenceOf(object)),
      changedSinceApplied: hash ? hash !== desiredHash(object) : movedOn,
    });
  }
  for (const object of await trackedObjects(application, live)) {
    if (!wanted.has(referenceKey(referenceOf(object)))) {
      objects.push({ live: object });
    }
  }
  return objects;
}

/** Every live object that is marked as an Application's own. */
export async function trackedObjects(
  application: KubernetesObject,
  live: LiveState,
): Promise<KubernetesObject[]> {
  const { name } = application.metadata;
  const status = applicationStatusSchema.parse(application.status ?? {});
  // Asked for once, a kind is watched: after a restart, too.
  await Promise.all(
    status.resources.map(resource =>
      live.get({
        ...resource,
        apiVersion: resource.group
          ? `${resource.group}/${resource.version}`
          : resource.version,
      }),
    ),
  );
  const namespace = (application.spec as any)?.destination?.namespace ?? '';
  return live.find(object => {
    const id = object.metadata.annotations?.[TRACKING_ANNOTATION];
    // Controllers copy annotations to what they create; the id tells.
    return (
      trackedApp(id) === name &&
      id ===
        trackingId(name, {
          group: groupOf(object.apiVersion),
          kind: object.kind,
          namespace: object.metadata.namespace ?? namespace,
          name: object.metadata.name,
        })
    );
  });
}
