import { mockServices } from '@backstage/backend-test-utils';
import type {
  ClusterObserver,
  ObservedKind,
} from '@microapps/plugin-microapps-node';
import { ObserverRegistry } from './ObserverRegistry';

const context = {
  cluster: 'staging',
  ingress: { protocol: 'https' as const },
};

function observer(id: string, kinds: ObservedKind[]): ClusterObserver {
  return {
    id,
    title: id,
    kinds,
    observe: ({ metadata: { name } }) => [
      {
        type: 'address',
        app: name,
        environment: 'staging',
        namespace: 'x',
        url: `https://${id}.example`,
      },
    ],
  };
}

function pods(labelSelector?: string): ObservedKind {
  return { group: '', version: 'v1', plural: 'pods', labelSelector };
}

function kindsOf(observers: ClusterObserver[]) {
  const registry = new ObserverRegistry();
  observers.forEach(each => registry.add(each));
  return registry.kindsFor(context, mockServices.logger.mock());
}

describe('ObserverRegistry', () => {
  it('watches a kind once for several observers of the same selector', () => {
    const [kind, ...others] = kindsOf([
      observer('a', [pods('app')]),
      observer('b', [pods('app')]),
    ]);
    expect(others).toEqual([]);
    expect(kind.kind).toEqual(pods('app'));
    expect(
      kind.digest({ metadata: { name: 'x', labels: { app: 'x' } } }),
    ).toHaveLength(2);
  });

  it('watches everything for different selectors, and gives each observer its own', () => {
    const [{ kind, digest }] = kindsOf([
      observer('a', [pods('app=press')]),
      observer('b', [pods('tier')]),
    ]);
    expect(kind).toEqual({ group: '', version: 'v1', plural: 'pods' });
    expect(
      digest({ metadata: { name: 'x', labels: { tier: 'web' } } }),
    ).toEqual([expect.objectContaining({ url: 'https://b.example' })]);
  });

  it('keeps two versions of a kind apart', () => {
    const beta = { group: '', version: 'v1beta1', plural: 'pods' };
    expect(kindsOf([observer('a', [pods(), beta])])).toHaveLength(2);
  });

  it('refuses a second observer of the same id', () => {
    expect(() => kindsOf([observer('a', []), observer('a', [])])).toThrow(
      'There are two observers of the id a.',
    );
  });

  it('goes on when an observer fails at an object', () => {
    const broken: ClusterObserver = {
      ...observer('broken', [pods()]),
      observe: () => {
        throw new Error('no idea');
      },
    };
    const [{ digest }] = kindsOf([broken, observer('b', [pods()])]);
    expect(digest({ metadata: { name: 'x' } })).toHaveLength(1);
  });
});
