import { ANNOTATION_VIEW_URL, type Entity } from '@backstage/catalog-model';
import {
  parseInstance,
  parseInstances,
  parseTemplates,
  type Instance,
  type Problem,
  type RepositoryLocation,
} from '@microapps/plugin-microapps-node';
import {
  componentEntity,
  type MicroAppLifecycle,
} from '../entities/componentEntity';
import { templateEntity } from '../entities/templateEntity';
import type { RequestedApp } from './readRequestedApps';

/** All that the catalog's entities are made of. */
export type EntitySources = {
  /** The main branch. */
  files: ReadonlyMap<string, string>;
  /** Micro-apps that stand in an open request only. */
  requested: readonly RequestedApp[];
  location: RepositoryLocation;
  firstEnvironment: string;
  /** What the catalog was told last. */
  previous: readonly Entity[];
};

/**
 * Makes the catalog's entities. A broken file takes no other down: it is told
 * among the problems, and its entity stays as it was last.
 */
export function buildEntities(sources: EntitySources): {
  entities: Entity[];
  problems: Problem[];
} {
  const { files, location, firstEnvironment } = sources;
  const onMain = parseInstances(files);
  const templates = parseTemplates(files);
  const requested = sources.requested.map(request => ({
    ...request,
    ...parseInstance(request.path, request.text),
  }));

  const fresh: Entity[] = [
    ...templates.templates.map(template => templateEntity(template, location)),
    ...onMain.instances.map(instance =>
      componentEntity({
        app: instance.app,
        lifecycle: lifecycleOf(instance),
        location,
        ref: location.branch,
        firstEnvironment,
      }),
    ),
    ...requested.flatMap(({ app, pullRequest }) =>
      app
        ? [
            componentEntity({
              app,
              lifecycle: 'requested',
              location,
              ref: pullRequest.branch,
              firstEnvironment,
              pullRequest,
            }),
          ]
        : [],
    ),
  ];

  const problems = [
    ...onMain.problems,
    ...templates.problems,
    ...requested.flatMap(request => request.problems),
  ];
  const kept = keepBroken(sources.previous, fresh, problems, location);
  return { entities: [...fresh, ...kept], problems };
}

function lifecycleOf(instance: Instance): MicroAppLifecycle {
  return instance.environments.includes('production')
    ? 'production'
    : 'staging';
}

function keepBroken(
  previous: readonly Entity[],
  fresh: readonly Entity[],
  problems: readonly Problem[],
  location: RepositoryLocation,
): Entity[] {
  const broken = new Set(
    problems.map(
      ({ path }) => `${location.url}/blob/${location.branch}/${path}`,
    ),
  );
  const there = new Set(fresh.map(viewUrl));
  return previous.filter(entity => {
    const url = viewUrl(entity);
    return url !== undefined && broken.has(url) && !there.has(url);
  });
}

function viewUrl(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[ANNOTATION_VIEW_URL];
}
