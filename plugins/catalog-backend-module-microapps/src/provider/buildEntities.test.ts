import {
  formYaml,
  location,
  openRequest,
  valuesYaml,
} from '../testing/fixtures';
import { buildEntities } from './buildEntities';

const base = {
  location,
  firstEnvironment: 'staging',
  requested: [],
  previous: [],
};

describe('buildEntities', () => {
  it('makes a Component of an instance, with the annotations other plugins go by', () => {
    const { entities, problems } = buildEntities({
      ...base,
      files: new Map([
        ['instances/press-kit/values.yaml', valuesYaml('press-kit')],
      ]),
    });

    expect(problems).toEqual([]);
    expect(entities).toHaveLength(1);
    expect(entities[0]).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'press-kit',
        title: 'Press kit',
        annotations: {
          'backstage.io/kubernetes-namespace': 'press-kit-staging',
          'argocd/app-name': 'press-kit-staging',
          'github.com/project-slug': 'acme/microapps',
          'backstage.io/managed-by-location':
            'url:https://github.example/acme/microapps/blob/main/instances/press-kit/values.yaml',
        },
      },
      spec: {
        type: 'micro-app',
        lifecycle: 'staging',
        owner: 'group:default/marketing',
      },
    });
  });

  it('calls a micro-app with a production folder live in production', () => {
    const { entities } = buildEntities({
      ...base,
      files: new Map([
        ['instances/press-kit/values.yaml', valuesYaml('press-kit')],
        ['instances/press-kit/production/values.yaml', valuesYaml('press-kit')],
      ]),
    });
    expect(entities[0].spec?.lifecycle).toBe('production');
  });

  it('makes a Template of a form, with the shared page first', () => {
    const { entities } = buildEntities({
      ...base,
      files: new Map([['templates/basic-webapp/form.yaml', formYaml]]),
    });

    expect(entities[0]).toMatchObject({
      kind: 'Template',
      metadata: { name: 'basic-webapp', title: 'Basic web app' },
      spec: {
        parameters: [
          {
            title: 'About',
            required: expect.arrayContaining(['costCenter', 'expiresAt']),
            properties: {
              expiresAt: { description: expect.stringContaining('6 months') },
            },
          },
          { title: 'Your app' },
        ],
        steps: [{ action: 'microapps:instance:create' }],
      },
    });
  });

  it('makes a requested Component of an open request, with a link to it', () => {
    const path = 'instances/spring-signup/values.yaml';
    const { entities } = buildEntities({
      ...base,
      files: new Map(),
      requested: [
        {
          path,
          text: valuesYaml('spring-signup'),
          pullRequest: openRequest('spring-signup', { number: 12 }),
        },
      ],
    });

    expect(entities[0]).toMatchObject({
      metadata: {
        name: 'spring-signup',
        links: [
          {
            url: 'https://github.example/acme/microapps/pull/12',
            title: 'Request #12',
          },
          {},
        ],
      },
      spec: { lifecycle: 'requested' },
    });
  });

  it.each([
    ['cut short', 'apiVersion: microapps.dev/v1alpha1\nkind: [MicroApp'],
    [
      'missing its cost center',
      valuesYaml('lunch-planner').replace(/.*costCenter.*\n/, ''),
    ],
  ])(
    'tells file and line of a values.yaml %s, also in the catalog, and keeps the others',
    (_, broken) => {
      const { entities, problems } = buildEntities({
        ...base,
        files: new Map([
          ['instances/lunch-planner/values.yaml', broken],
          ['instances/press-kit/values.yaml', valuesYaml('press-kit')],
          ['templates/basic-webapp/form.yaml', formYaml],
        ]),
      });

      expect(entities.map(({ metadata }) => metadata.name).sort()).toEqual([
        'basic-webapp',
        'lunch-planner',
        'press-kit',
      ]);
      expect(
        entities.find(({ metadata }) => metadata.name === 'lunch-planner'),
      ).toMatchObject({
        metadata: {
          title: 'lunch-planner',
          description: expect.stringMatching(
            /^It needs a fix: instances\/lunch-planner\/values\.yaml:\d+:\d+ /,
          ),
        },
        spec: { lifecycle: 'staging', owner: 'group:default/unknown' },
      });
      expect(problems[0]).toMatchObject({
        path: 'instances/lunch-planner/values.yaml',
        line: expect.any(Number),
      });
    },
  );

  it('keeps what the catalog has of an instance whose file has broken since', () => {
    const path = 'instances/press-kit/values.yaml';
    const before = buildEntities({
      ...base,
      files: new Map([[path, valuesYaml('press-kit')]]),
    });
    const after = buildEntities({
      ...base,
      files: new Map([[path, 'nonsense: [']]),
      previous: before.entities,
    });

    expect(after.entities).toEqual(before.entities);
    expect(after.problems).not.toEqual([]);
  });

  it('says the newest problem of an instance that was never seen whole', () => {
    const path = 'instances/press-kit/values.yaml';
    const before = buildEntities({
      ...base,
      files: new Map([[path, 'nonsense: [']]),
    });
    const after = buildEntities({
      ...base,
      files: new Map([[path, valuesYaml('press-kit').replace('CC-1234', 'x')]]),
      previous: before.entities,
    });

    expect(after.entities).toMatchObject([
      { metadata: { description: expect.stringContaining('cost center') } },
    ]);
  });

  it('makes no entity of a folder whose name none may have', () => {
    const { entities, problems } = buildEntities({
      ...base,
      files: new Map([['instances/Not a name/values.yaml', 'nonsense: [']]),
    });

    expect(entities).toEqual([]);
    expect(problems).not.toEqual([]);
  });

  it.each([
    ['broken', { text: 'nonsense: [' }, /It needs a fix: instances\/spring/],
    ['not to be had', { unread: 'Try again.' }, /request #12 now: Try again\./],
  ])(
    'keeps the page of a request whose values are %s',
    (_what, content, description) => {
      const { entities, problems } = buildEntities({
        ...base,
        files: new Map(),
        requested: [
          {
            ...content,
            path: 'instances/spring/values.yaml',
            pullRequest: openRequest('spring', { number: 12 }),
          },
        ],
      });

      expect(entities).toMatchObject([
        {
          metadata: {
            name: 'spring',
            description: expect.stringMatching(description),
            links: [{ title: 'Request #12' }, {}],
          },
          spec: { lifecycle: 'requested' },
        },
      ]);
      expect(problems).toHaveLength(1);
    },
  );

  it('drops an instance whose folder is gone', () => {
    const before = buildEntities({
      ...base,
      files: new Map([
        ['instances/press-kit/values.yaml', valuesYaml('press-kit')],
      ]),
    });
    const after = buildEntities({
      ...base,
      files: new Map(),
      previous: before.entities,
    });
    expect(after.entities).toEqual([]);
  });
});
