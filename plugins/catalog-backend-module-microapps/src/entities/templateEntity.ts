import type { Entity } from '@backstage/catalog-model';
import type { MicroAppTemplate } from '@microapps/plugin-microapps-common';
import type { RepositoryLocation } from '@microapps/plugin-microapps-node';
import { aboutPage } from './aboutPage';
import { sourceAnnotations } from './sourceAnnotations';

/** The annotation that holds the version of the `form.yaml`. */
export const TEMPLATE_VERSION_ANNOTATION = 'microapps.dev/template-version';

/** Turns a `form.yaml` into what Backstage's scaffolder offers. */
export function templateEntity(
  template: MicroAppTemplate,
  location: RepositoryLocation,
): Entity {
  const { name, title, description, tags } = template.metadata;
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name,
      title,
      description,
      tags,
      annotations: {
        ...sourceAnnotations(
          location,
          location.branch,
          `templates/${name}/form.yaml`,
        ),
        [TEMPLATE_VERSION_ANNOTATION]: template.spec.version,
      },
    },
    spec: {
      type: 'micro-app',
      owner: template.spec.owner,
      parameters: [
        aboutPage(template),
        ...(template.spec.form as ReturnType<typeof aboutPage>[]),
      ],
      steps: [
        {
          id: 'request',
          name: 'Send the request',
          action: 'microapps:instance:create',
          input: { template: name, answers: '${{ parameters }}' },
        },
      ],
      output: {
        links: [
          {
            title: 'Follow your micro-app',
            icon: 'dashboard',
            entityRef: '${{ steps["request"].output.entityRef }}',
          },
          {
            title: 'See the request',
            icon: 'github',
            url: '${{ steps["request"].output.pullRequestUrl }}',
          },
        ],
      },
    },
  };
}
