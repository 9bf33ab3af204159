import { composeKustomization } from './composeKustomization';

const file = {
  resources: ['values.yaml'],
  components: ['../../templates/basic-webapp/base'],
};

describe('composeKustomization', () => {
  it('leaves the file as it is when nothing is added', () => {
    expect(composeKustomization(file, {})).toEqual(file);
  });

  it.each([
    [
      'components behind those in Git, once',
      {
        components: [
          '../../environments/staging',
          '../../templates/basic-webapp/base',
        ],
      },
      {
        components: [
          '../../templates/basic-webapp/base',
          '../../environments/staging',
        ],
      },
    ],
    ['a namespace', { namespace: 'x-staging' }, { namespace: 'x-staging' }],
    ['a name prefix', { namePrefix: 'a-' }, { namePrefix: 'a-' }],
    [
      'labels, in selectors too',
      { labels: { a: 'b' } },
      { commonLabels: { a: 'b' } },
    ],
    [
      'labels without selectors, in templates too',
      {
        labels: { a: 'b' },
        labelsWithoutSelector: true,
        labelsIncludeTemplates: true,
      },
      { labels: [{ pairs: { a: 'b' }, includeTemplates: true }] },
    ],
    [
      'annotations',
      { annotations: { a: 'b' } },
      { commonAnnotations: { a: 'b' } },
    ],
    [
      'patches',
      { patches: [{ target: { kind: 'Ingress' }, patch: '- op: test' }] },
      { patches: [{ target: { kind: 'Ingress' }, patch: '- op: test' }] },
    ],
    [
      'images in each notation',
      {
        images: [
          'ghcr.io/acme/a=registry:5000/b:1.2',
          'ghcr.io/acme/c:3',
          'ghcr.io/acme/d@sha256:abc',
          { name: 'e', newTag: '4' },
        ],
      },
      {
        images: [
          { name: 'ghcr.io/acme/a', newName: 'registry:5000/b', newTag: '1.2' },
          { name: 'ghcr.io/acme/c', newTag: '3' },
          { name: 'ghcr.io/acme/d', digest: 'sha256:abc' },
          { name: 'e', newTag: '4' },
        ],
      },
    ],
  ])('adds %s', (_, additions, expected) => {
    expect(composeKustomization(file, additions)).toEqual({
      ...file,
      ...expected,
    });
  });
});
