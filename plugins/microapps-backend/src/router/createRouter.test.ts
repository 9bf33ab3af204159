import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { parse } from 'yaml';
import openapi from '../generated/openapi.json';
import { MicroAppAuthorizer } from '../permissions';
import { FleetStore, SourceBoard } from '../store';
import {
  address,
  check,
  deployment,
  instance,
  NOW,
  pullRequest,
} from '../testUtils/knowledge';
import { microApp } from '../testUtils/microApp';
import { createRouter } from './createRouter';

// A busy machine may be slow; nothing here waits longer than it must.
jest.setTimeout(30_000);

describe('createRouter', () => {
  let app: express.Express;
  let result: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  let sourcesResult: AuthorizeResult.ALLOW | AuthorizeResult.DENY | undefined;

  beforeEach(() => {
    result = AuthorizeResult.ALLOW;
    sourcesResult = undefined;
    const sources = new SourceBoard();
    for (const id of ['cluster:staging', 'git', 'forge']) {
      sources.add(id, id);
      sources.set(id, { state: 'fresh', lastWordAt: NOW });
    }
    sources.set('forge', { state: 'stale', message: '502 Bad Gateway' });
    const store = FleetStore.create({
      environments: [{ name: 'staging', cluster: 'staging' }],
      sources,
      gitSource: 'git',
      forgeSource: 'forge',
      logger: mockServices.logger.mock(),
      now: () => NOW,
    });
    // Every field that there is, for the check of the answers.
    store.replaceInstances(
      new Map([
        [
          'press-kit',
          instance({
            app: microApp('press-kit', { expiresAt: '2026-12-31' }),
            problems: [
              { path: 'instances/press-kit/x.yaml', message: 'Mend.' },
            ],
          }),
        ],
        ['lunch', instance({ app: microApp('lunch', { title: 'Lunch' }) })],
      ]),
    );
    store.replacePullRequests([
      pullRequest(
        { mergeable: true },
        {
          checks: [
            check('validate', 'failed', {
              summary: 'No.',
              url: 'https://ci.example',
            }),
          ],
        },
      ),
      pullRequest({
        number: 11,
        state: 'merged',
        mergedAt: new Date(NOW).toISOString(),
      }),
    ]);
    const { fact } = deployment('staging', {
      health: 'Degraded',
      message: 'out of memory',
      revision: 'abc',
      lastDeployedAt: new Date(NOW).toISOString(),
    });
    const preview = deployment('preview', { pullRequest: 12 });
    store.replaceFacts(
      { cluster: 'staging', kind: 'any' },
      new Map([
        [
          'a',
          [
            fact,
            address('staging', 'https://press-kit.example').fact,
            preview.fact,
            address('preview', 'https://press-kit-pr-12.example', 12).fact,
            {
              type: 'workload',
              app: 'press-kit',
              environment: 'staging',
              namespace: 'press-kit-staging',
              name: 'web',
              ready: 0,
              desired: 1,
              images: ['ghcr.io/acme/web:1'],
            },
          ],
        ],
      ]),
    );

    app = express()
      .use(
        createRouter({
          store,
          sources,
          httpAuth: mockServices.httpAuth(),
          authorizer: MicroAppAuthorizer.create({
            permissions: mockServices.permissions.mock({
              authorize: async () => [{ result: sourcesResult ?? result }],
              authorizeConditional: async () => [{ result }],
            }),
            permissionsRegistry: mockServices.permissionsRegistry.mock({
              getPermissionRuleset: () => ({
                getRuleByName: () => {
                  throw new Error('not used');
                },
              }),
            }),
          }),
          validateResponses: true,
        }),
      )
      .use(mockErrorHandler());
  });

  it.each(['/apps', '/apps/press-kit', '/sources'])(
    'answers %s as the OpenAPI document says',
    async path => {
      const { status, body } = await request(app).get(path);
      expect(body.error).toBeUndefined();
      expect(status).toBe(200);
    },
  );

  it('filters, orders and cuts the list', async () => {
    const { body } = await request(app).get(
      '/apps?owner=group:default/marketing&order=-title&limit=1',
    );
    expect(body).toMatchObject({
      items: [{ name: 'press-kit' }],
      totalItems: 2,
      nextCursor: expect.any(String),
    });
    const next = await request(app).get(
      `/apps?owner=group%3Adefault%2Fmarketing&owner=group:default/x&order=-title&limit=1&cursor=${body.nextCursor}`,
    );
    expect(next.body.items).toMatchObject([{ name: 'lunch' }]);
    expect(next.body.nextCursor).toBeUndefined();
  });

  it.each([
    ['/apps?limit=0', 400],
    ['/apps?limit=many', 400],
    ['/apps?order=colour', 400],
    ['/apps?cursor=nonsense', 400],
    ['/apps?unknown=1', 400],
    ['/apps/nobody', 404],
  ])('answers %s with %d', async (path, expected) => {
    const { status, body } = await request(app).get(path);
    expect(status).toBe(expected);
    expect(body.error.message).toMatch(/\w+/);
  });

  it('says so when there is no such micro-app', async () => {
    const { body } = await request(app).get('/apps/nobody');
    expect(body.error).toMatchObject({
      name: 'NotFoundError',
      message:
        'There is no micro-app "nobody". It may have been removed, or its request closed.',
    });
  });

  it.each(['/apps', '/apps/press-kit', '/apps/nobody', '/sources'])(
    'refuses %s to those who may not',
    async path => {
      result = AuthorizeResult.DENY;
      const { status, body } = await request(app).get(path);
      expect(status).toBe(403);
      expect(body.error.message).toContain('Ask your SRE for access.');
    },
  );

  it.each(['/apps', '/apps/press-kit'])(
    'says in %s why a source gives no word only to those who may see sources',
    async path => {
      expect((await request(app).get(path)).text).toContain('502 Bad Gateway');

      sourcesResult = AuthorizeResult.DENY;
      const { status, body, text } = await request(app).get(path);
      expect(status).toBe(200);
      expect(text).not.toContain('502 Bad Gateway');
      expect(body.sources).toContainEqual({
        id: 'forge',
        title: 'forge',
        state: 'stale',
        lastWordAt: new Date(NOW).toISOString(),
      });
    },
  );

  it('works by the OpenAPI document as it is written', () => {
    const file = resolvePackagePath(
      '@microapps/plugin-microapps-backend',
      'src/schema/openapi.yaml',
    );
    expect(openapi).toEqual(parse(readFileSync(file, 'utf8')));
  });
});
