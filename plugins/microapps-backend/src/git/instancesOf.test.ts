import { microApp, valuesYaml } from '../testUtils/microApp';
import { instancesOf } from './instancesOf';

describe('instancesOf', () => {
  it('reads every folder and what its environments are pinned to', () => {
    const instances = instancesOf(
      new Map([
        ['instances/a/values.yaml', valuesYaml('a')],
        ['instances/a/production/values.yaml', valuesYaml('a', { title: 'A' })],
        ['instances/a/production/flux.yaml', 'kind: Any'],
        ['instances/b/values.yaml', valuesYaml('b')],
        ['templates/t/form.yaml', 'kind: Any'],
      ]),
    );
    expect(instances).toEqual(
      new Map([
        [
          'a',
          {
            app: microApp('a'),
            pinned: new Map([['production', microApp('a', { title: 'A' })]]),
            problems: [],
          },
        ],
        ['b', { app: microApp('b'), pinned: new Map(), problems: [] }],
      ]),
    );
  });

  it('keeps a folder whose values.yaml is broken, and says where', () => {
    const instances = instancesOf(
      new Map([
        ['instances/a/values.yaml', valuesYaml('a', { costCenter: '' })],
        ['instances/b/values.yaml', valuesYaml('b')],
      ]),
    );
    expect(instances.get('b')?.problems).toEqual([]);
    expect(instances.get('a')).toMatchObject({
      app: undefined,
      problems: [
        {
          path: 'instances/a/values.yaml',
          line: expect.any(Number),
          message: 'Enter the cost center that pays for it (like CC-1234).',
        },
      ],
    });
  });
});
