import { ANNOTATION_VIEW_URL, type Entity } from '@backstage/catalog-model';
import { microAppNameSchema } from '@microapps/plugin-microapps-common';
import {
  formatProblem,
  parseInstances,
  parseTemplates,
  type Problem,
  type RepositoryLocation,
} from '@microapps/plugin-microapps-node';
import {
  componentEntity,
  unreadableComponentEntity,
  UNKNOWN_OWNER,
} from '../entities/componentEntity';
import { templateEntity } from '../entities/templateEntity';
import { requestedEntity } from './requestedEntity';
import type { RequestedApp } from './RequestedAppsReader';

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
 * among the problems, and its entity stays as it was last. Of a micro-app that
 * was never seen whole an entity is made that says what needs a fix.
 */
export function buildEntities(sources: EntitySources): {
  entities: Entity[];
  problems: Problem[];
} {
  const { files, location, firstEnvironment } = sources;
  const onMain = parseInstances(files);
  const templates = parseTemplates(files);
  const requested = sources.requested.map(request =>
    requestedEntity(request, sources),
  );

  const fresh: Entity[] = [
    ...templates.templates.map(template => templateEntity(template, location)),
    ...onMain.instances.map(instance =>
      componentEntity({
        app: instance.app,
        lifecycle: lifecycleOf(instance.path, files),
        location,
        ref: location.branch,
        firstEnvironment,
      }),
    ),
    ...requested.map(({ entity }) => entity),
  ];

  const problems = [
    ...onMain.problems,
    ...templates.problems,
    ...requested.flatMap(request => request.problems),
  ];
  const kept = keepBroken(sources.previous, fresh, problems, location);
  const unreadable = describeBroken([...fresh, ...kept], problems, sources);
  return { entities: [...fresh, ...kept, ...unreadable], problems };
}

function lifecycleOf(folder: string, files: EntitySources['files']) {
  return files.has(`${folder}/production/values.yaml`)
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
    return (
      url !== undefined &&
      broken.has(url) &&
      !there.has(url) &&
      // It was never seen whole: there may be a better word for it by now.
      entity.spec?.owner !== UNKNOWN_OWNER
    );
  });
}

/** Nothing of these is known from before; without an entity they would be taken for removed. */
function describeBroken(
  there: readonly Entity[],
  problems: readonly Problem[],
  { files, location, firstEnvironment }: EntitySources,
): Entity[] {
  const names = new Set(
    there
      .filter(({ kind }) => kind === 'Component')
      .map(({ metadata }) => metadata.name),
  );
  return problems.flatMap(problem => {
    const name = /^instances\/([^/]+)\/values\.yaml$/.exec(problem.path)?.[1];
    if (
      name === undefined ||
      names.has(name) ||
      // No entity may have such a name.
      !microAppNameSchema.safeParse(name).success
    ) {
      return [];
    }
    names.add(name);
    return [
      unreadableComponentEntity({
        name,
        description: `It needs a fix: ${formatProblem(problem)}`,
        lifecycle: lifecycleOf(`instances/${name}`, files),
        location,
        ref: location.branch,
        firstEnvironment,
      }),
    ];
  });
}

function viewUrl(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[ANNOTATION_VIEW_URL];
}
