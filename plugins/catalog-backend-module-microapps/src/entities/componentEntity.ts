import type { ComponentEntity, EntityLink } from '@backstage/catalog-model';
import {
  MICRO_APP_ANNOTATION,
  MICRO_APP_COMPONENT_TYPE,
  type MicroApp,
} from '@microapps/plugin-microapps-common';
import type { RepositoryLocation } from '@microapps/plugin-microapps-node';
import { sourceAnnotations } from './sourceAnnotations';

/** How far a micro-app has come: Backstage's `spec.lifecycle`. */
export type MicroAppLifecycle = 'requested' | 'staging' | 'production';

/** Where a micro-app stands, whatever its values say. */
export type ComponentPlace = {
  lifecycle: MicroAppLifecycle;
  location: RepositoryLocation;
  /** The branch on which the instance stands. */
  ref: string;
  /** The first environment: where previews and other plugins look for it. */
  firstEnvironment: string;
  /** The open request, for a micro-app that is not merged yet. */
  pullRequest?: { number: number; url: string };
};

/** What a Component is made of. */
export type ComponentSource = ComponentPlace & { app: MicroApp };

/** What a Component is made of whose values cannot be read. */
export type UnreadableComponentSource = ComponentPlace & {
  name: string;
  /** What keeps them from being read, with file and line. */
  description: string;
};

/** The owner of a micro-app whose owner cannot be read: no group has this name. */
export const UNKNOWN_OWNER = 'group:default/unknown';

/** Turns a micro-app in Git into a Component of type `micro-app`. */
export function componentEntity(source: ComponentSource): ComponentEntity {
  const { metadata, spec } = source.app;
  return componentAt(source, {
    name: metadata.name,
    title: spec.title,
    description: `Micro-app made with the template ${spec.template}.`,
    tags: [spec.template],
    owner: spec.owner,
  });
}

/**
 * Keeps a place in the catalog for a micro-app whose values cannot be read, so
 * that its page stays, and says what to do.
 */
export function unreadableComponentEntity(
  source: UnreadableComponentSource,
): ComponentEntity {
  const { name, description } = source;
  return componentAt(source, {
    name,
    title: name,
    description,
    tags: [],
    owner: UNKNOWN_OWNER,
  });
}

function componentAt(
  place: ComponentPlace,
  said: {
    name: string;
    title: string;
    description: string;
    tags: string[];
    owner: string;
  },
): ComponentEntity {
  const { lifecycle, location, ref, firstEnvironment, pullRequest } = place;
  const { name, title, description, tags, owner } = said;
  const path = `instances/${name}/values.yaml`;

  const links: EntityLink[] = [
    {
      url: `${location.url}/tree/${ref}/instances/${name}`,
      title: 'Files in Git',
      icon: 'github',
    },
  ];
  if (pullRequest) {
    links.unshift({
      url: pullRequest.url,
      title: `Request #${pullRequest.number}`,
      icon: 'github',
    });
  }

  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title,
      description,
      tags,
      links,
      annotations: {
        ...sourceAnnotations(location, ref, path),
        [MICRO_APP_ANNOTATION]: name,
        'github.com/project-slug': `${location.owner}/${location.repo}`,
        'backstage.io/kubernetes-namespace': `${name}-${firstEnvironment}`,
        'backstage.io/kubernetes-label-selector': `microapps.dev/app=${name}`,
        'argocd/app-name': `${name}-${firstEnvironment}`,
      },
    },
    spec: { type: MICRO_APP_COMPONENT_TYPE, lifecycle, owner },
  };
}
