import { ConflictError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  MicroApp,
  MicroAppTemplate,
} from '@microapps/plugin-microapps-common';
import {
  branchOfApp,
  instanceFiles,
  microAppFromAnswers,
  parseInstances,
  parseTemplates,
} from '@microapps/plugin-microapps-node';
import type { Forge, RepositoryReader } from '@microapps/plugin-microapps-node';
import { examples } from './createInstanceAction.examples';
import type { Gatekeeper } from './Gatekeeper';
import { personOf } from './personOf';
import { requestBody } from './requestBody';
import { sentenceOnly } from './sentenceOnly';
import { waitUntilListed } from './waitUntilListed';

/** What the action needs. */
export type CreateInstanceActionOptions = {
  /** Who may ask, and for which team. */
  gatekeeper: Pick<Gatekeeper, 'refuseStranger' | 'refuseForeignOwner'>;
  forge: Pick<Forge, 'openPullRequest'>;
  /** The microapps repository. */
  repository: Pick<RepositoryReader, 'read'>;
  /** Where the micro-app's page comes from; nothing is waited for without it. */
  catalog?: Pick<CatalogService, 'getEntityByRef'>;
  /** The present; for tests. */
  now?: () => Date;
};

/**
 * `microapps:instance:create`: turns a form's answers into a pull request
 * for a new micro-app. A retry of the task finds what an earlier try did.
 */
export function createInstanceAction(options: CreateInstanceActionOptions) {
  const {
    catalog,
    forge,
    gatekeeper,
    repository,
    now = () => new Date(),
  } = options;

  return createTemplateAction({
    id: 'microapps:instance:create',
    description:
      'Asks for a new micro-app: opens a pull request with its files.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        template: z =>
          z
            .string()
            .describe(
              'The name of the micro-app template, a folder of templates/.',
            ),
        answers: z =>
          z
            .record(z.unknown())
            .describe(
              "The answers of the form, flat: name, title, owner, contact, costCenter, visibility, expiresAt, then the template's own.",
            ),
      },
      output: {
        pullRequestUrl: z =>
          z
            .string()
            .optional()
            .describe('The page of the pull request; absent in a dry run.'),
        pullRequestNumber: z =>
          z
            .number()
            .optional()
            .describe('The number of the pull request; absent in a dry run.'),
        entityRef: z => z.string().describe('The micro-app in the catalog.'),
      },
    },
    async handler(context) {
      try {
        const credentials = await context.getInitiatorCredentials();
        await gatekeeper.refuseStranger(credentials);
        const { files } = await repository.read();
        const template = chooseTemplate(files, context.input.template);
        // A day is counted from the first try, or a retry past midnight would ask for something else.
        const startedAt = await context.checkpoint({
          key: 'microapps.instance.create.startedAt',
          fn: async () => now().toISOString(),
        });
        const app = microAppFromAnswers(template, context.input.answers, {
          now: new Date(startedAt),
        });
        await gatekeeper.refuseForeignOwner(credentials, app.spec.owner);
        refuseTakenName(files, app);

        const written = instanceFiles(app, template);
        const entityRef = `component:default/${app.metadata.name}`;
        if (context.isDryRun) {
          for (const { path, content } of written) {
            context.logger.info(`Would write ${path}:\n${content}`);
          }
          context.output('entityRef', entityRef);
          return;
        }

        const person = personOf(context.user);
        const request = await forge.openPullRequest({
          branch: branchOfApp(app.metadata.name),
          title: `Add ${app.spec.title}`,
          body: requestBody(app, template, person),
          files: written,
          author: person,
          signal: context.signal,
        });
        context.logger.info(
          request.created
            ? `Opened request #${request.number}: ${request.url}`
            : `The request is open already, as #${request.number}: ${request.url}`,
        );
        context.output('pullRequestUrl', request.url);
        context.output('pullRequestNumber', request.number);
        context.output('entityRef', entityRef);

        if (catalog) {
          const listed = await waitUntilListed({
            isListed: async () =>
              Boolean(await catalog.getEntityByRef(entityRef, { credentials })),
            signal: context.signal,
          });
          context.logger.info(
            listed
              ? 'Its page is there.'
              : 'Its page is not there yet; it comes by itself in a minute.',
          );
        }
      } catch (error) {
        throw sentenceOnly(error);
      }
    },
  });
}

function chooseTemplate(
  files: ReadonlyMap<string, string>,
  name: string,
): MicroAppTemplate {
  const { templates } = parseTemplates(files);
  const template = templates.find(
    candidate => candidate.metadata.name === name,
  );
  if (!template) {
    const names = templates.map(candidate => candidate.metadata.name);
    throw new NotFoundError(
      `There is no template "${name.slice(0, 60)}". ${
        names.length > 0
          ? `Choose one of: ${names.join(', ')}.`
          : 'None is offered at the moment: ask your SRE.'
      }`,
    );
  }
  return template;
}

/**
 * A folder of this name means taken, whether its files can be read or not.
 * Names of open requests are the forge's to refuse: it knows them to the
 * second, and which of them is this task's own.
 */
function refuseTakenName(
  files: ReadonlyMap<string, string>,
  app: MicroApp,
): void {
  const { name } = app.metadata;
  const folder = `instances/${name}/`;
  if (![...files.keys()].some(path => path.startsWith(folder))) {
    return;
  }
  const taken = parseInstances(files).instances.find(
    instance => instance.app.metadata.name === name,
  );
  throw new ConflictError(
    `The name "${name}" is taken by ${
      taken ? `an app of ${taken.app.spec.owner}` : 'another app'
    }. Choose another.`,
  );
}
