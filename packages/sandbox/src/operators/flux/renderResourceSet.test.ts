import { renderResourceSet } from './renderResourceSet';
import { resourceSetSpecSchema } from './resourceSetSpec';

const spec = resourceSetSpecSchema.parse({
  resources: [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shared' } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: '<< inputs.app >>',
        labels: { team: '<< inputs.team | default "none" >>' },
      },
      data: {
        replicas: '<< inputs.replicas >>',
        text: '<< inputs.app | quote >>',
      },
    },
  ],
  resourcesTemplate: [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    '  name: << inputs.app >>-two',
  ].join('\n'),
});

describe('renderResourceSet', () => {
  it('renders its resources for each set of inputs, and what is the same once', () => {
    const objects = renderResourceSet(spec, [
      { app: 'a', replicas: 2, team: '' },
      { app: 'b', replicas: 3, team: 'x' },
    ]);
    expect(objects.map(one => `${one.kind}/${one.metadata.name}`)).toEqual([
      'Namespace/shared',
      'ConfigMap/a',
      'Secret/a-two',
      'ConfigMap/b',
      'Secret/b-two',
    ]);
    expect(objects[1]).toMatchObject({
      metadata: { labels: { team: 'none' } },
      data: { replicas: 2, text: 'a' },
    });
  });

  it('gives nothing when no inputs were found', () => {
    expect(renderResourceSet(spec, [])).toEqual([]);
  });

  it('says which input is missing', () => {
    expect(() => renderResourceSet(spec, [{ app: 'a', team: 'x' }])).toThrow(
      'map has no entry for key "replicas"',
    );
  });
});
