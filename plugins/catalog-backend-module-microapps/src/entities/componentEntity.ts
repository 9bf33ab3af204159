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

/** What a Component is made of. */
export type ComponentSource = {
  app: MicroApp;
  lifecycle: MicroAppLifecycle;
  location: RepositoryLocation;
  /** The branch on which the instance stands. */
  ref: string;
  /** The first environment: where previews and other plugins look for it. */
  firstEnvironment: string;
  /** The open request, for a micro-app that is not merged yet. */
  pullRequest?: { number: number; url: string };
};

/** Turns a micro-app in Git into a Component of type `micro-app`. */
export function componentEntity(source: ComponentSource): ComponentEntity {
  const { app, lifecycle, location, ref, firstEnvironment } = source;
  const name = app.metadata.name;
  const path = `instances/${name}/values.yaml`;

  const links: EntityLink[] = [
    {
      url: `${location.url}/tree/${ref}/instances/${name}`,
      title: 'Files in Git',
      icon: 'github',
    },
  ];
  if (source.pullRequest) {
    links.unshift({
      url: source.pullRequest.url,
      title: `Request #${source.pullRequest.number}`,
      icon: 'github',
    });
  }

  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title: app.spec.title,
      description: `Micro-app made with the template ${app.spec.template}.`,
      tags: [app.spec.template],
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
    spec: {
      type: MICRO_APP_COMPONENT_TYPE,
      lifecycle,
      owner: app.spec.owner,
    },
  };
}
