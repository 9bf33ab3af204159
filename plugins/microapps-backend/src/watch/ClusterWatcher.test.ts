import type { ObservedObject } from '@microapps/plugin-microapps-node';
import { KubeConfig } from '@kubernetes/client-node';
import type { SourceState } from '../store';
import { eventually } from '../testUtils/eventually';
import { FakeCluster } from '../testUtils/FakeCluster';
import { ClusterWatcher } from './ClusterWatcher';
import { kubeConfigFor } from './kubeConfigFor';
import { KubernetesTransport } from './KubernetesTransport';
import type { WatchTimings } from './WatchTimings';

const APPLICATIONS = '/apis/argoproj.io/v1alpha1/applications';
const DEPLOYMENTS = '/apis/apps/v1/deployments';

const FAST: Partial<WatchTimings> = {
  backoffBase: 20,
  backoffMax: 100,
  answer: 300,
  silence: 300,
  settled: 150,
  absentRetry: 50,
};

/** All that a watcher said, as a store would hold it. */
class Mirror {
  readonly kinds = new Map<string, Map<string, string>>();
  readonly states: SourceState[] = [];
  lastWordAt = 0;

  of(kind: string): Map<string, string> {
    return this.kinds.get(kind) ?? new Map();
  }

  get state(): SourceState | undefined {
    return this.states.at(-1);
  }
}

// A busy machine may be slow; nothing here waits longer than it must.
jest.setTimeout(30_000);

describe('ClusterWatcher', () => {
  let cluster: FakeCluster;
  let mirror: Mirror;
  let abort: AbortController;
  let running: Promise<void> | undefined;
  let credentialsRead: number;

  beforeEach(async () => {
    cluster = await FakeCluster.start();
    cluster.addKind(APPLICATIONS);
    cluster.addKind(DEPLOYMENTS);
    mirror = new Mirror();
    abort = new AbortController();
    credentialsRead = 0;
  });

  afterEach(async () => {
    abort.abort();
    await running;
    await cluster.stop();
  });

  function start(
    options: {
      token?: () => string;
      kinds?: Array<[group: string, version: string, plural: string]>;
      timings?: Partial<WatchTimings>;
    } = {},
  ) {
    const { token = () => 'portal-token', timings } = options;
    const kinds = options.kinds ?? [
      ['argoproj.io', 'v1alpha1', 'applications'],
    ];
    const watcher = ClusterWatcher.create<string>({
      transport: KubernetesTransport.create({
        url: cluster.url,
        loadCredentials: (): KubeConfig => {
          credentialsRead += 1;
          return kubeConfigFor({
            name: 'staging',
            url: cluster.url,
            authProvider: 'serviceAccount',
            serviceAccountToken: token(),
            skipTLSVerify: false,
            ingress: { protocol: 'http' },
          });
        },
      }),
      kinds: kinds.map(([group, version, plural]) => ({
        kind: { group, version, plural },
        digest: object => object.metadata.resourceVersion!,
      })),
      onReplace: (kind, entries) => mirror.kinds.set(kind, new Map(entries)),
      onChange: (kind, key, entry) =>
        entry === undefined
          ? mirror.of(kind).delete(key)
          : mirror.of(kind).set(key, entry),
      onState: state => mirror.states.push(state),
      onWord: at => {
        mirror.lastWordAt = at;
      },
      timings: { ...FAST, ...timings },
    });
    running = watcher.run(abort.signal);
  }

  const KIND = 'applications.argoproj.io/v1alpha1';

  /** After each fault, what is known must equal a fresh list. */
  async function expectSameAsList() {
    await eventually(() => {
      expect(mirror.of(KIND)).toEqual(cluster.state(APPLICATIONS));
      expect(mirror.state?.state).toBe('fresh');
    });
  }

  function expectNever(state: SourceState['state']) {
    expect(mirror.states.map(each => each.state)).not.toContain(state);
  }

  it('lists page by page and then hears of every change', async () => {
    cluster.pageSize = 2;
    ['a', 'b', 'c', 'd', 'e'].forEach(name =>
      cluster.put(APPLICATIONS, app(name)),
    );
    start();
    await expectSameAsList();
    expect(cluster.count('list')).toBe(3);

    cluster.put(APPLICATIONS, app('a'));
    cluster.put(APPLICATIONS, app('f'));
    cluster.remove(APPLICATIONS, 'b', 'argocd');
    await expectSameAsList();
    expect(cluster.count('list')).toBe(3);
    expect(cluster.count('watch')).toBe(1);
  });

  it('starts a list again whose pages have become too old', async () => {
    cluster.pageSize = 1;
    cluster.put(APPLICATIONS, app('a'));
    cluster.put(APPLICATIONS, app('b'));
    cluster.failNext('list', { status: 410, body: '{}' });
    start();
    await expectSameAsList();
    expect(cluster.count('list')).toBe(3);
  });

  it.each<[string, (fake: FakeCluster) => void]>([
    ['ends the watch in time', fake => fake.endWatches()],
    ['cuts the connection', fake => fake.cutWatches()],
  ])(
    'goes on where it was when the cluster %s, without a new list',
    async (_, fault) => {
      cluster.put(APPLICATIONS, app('a'));
      start();
      await expectSameAsList();
      await eventually(() => expect(cluster.count('watch')).toBe(1));

      fault(cluster);
      cluster.put(APPLICATIONS, app('b'));
      cluster.remove(APPLICATIONS, 'a', 'argocd');
      await expectSameAsList();
      expect(cluster.count('list')).toBe(1);
      expectNever('stale');
    },
  );

  it('goes on from the last bookmark, which may be all it has heard', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start({ kinds: [['argoproj.io', 'v1alpha1', 'applications']] });
    await expectSameAsList();
    await eventually(() => expect(cluster.count('watch')).toBe(1));

    // Changes of other kinds make the version grow, unseen by this watch.
    cluster.put(DEPLOYMENTS, app('x'));
    const heard = mirror.lastWordAt;
    cluster.bookmark();
    await eventually(() => expect(mirror.lastWordAt).toBeGreaterThan(heard));
    cluster.compact();
    cluster.endWatches();
    cluster.put(APPLICATIONS, app('b'));
    await expectSameAsList();
    expect(cluster.count('list')).toBe(1);
  });

  it('lists anew when the cluster no longer knows that far back (410)', async () => {
    cluster.put(APPLICATIONS, app('a'));
    cluster.put(APPLICATIONS, app('b'));
    start();
    await expectSameAsList();
    await eventually(() => expect(cluster.count('watch')).toBe(1));

    cluster.cutWatches();
    cluster.remove(APPLICATIONS, 'a', 'argocd');
    cluster.compact();
    await expectSameAsList();
    expect(cluster.count('list')).toBe(2);
    expectNever('stale');
  });

  it('does not storm a cluster that answers 410 again and again', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start({ timings: { backoffBase: 40 } });
    await expectSameAsList();
    await eventually(() => expect(cluster.count('watch')).toBe(1));

    cluster.failNext('watch', { status: 410 }, 1000);
    cluster.cutWatches();
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    const before = cluster.calls.length;
    const since = Date.now();
    await eventually(() =>
      expect(cluster.calls.length).toBeGreaterThanOrEqual(before + 20),
    );
    // A list and a watch each time, and at least half of the longest wait between.
    expect(Date.now() - since).toBeGreaterThan(350);
  });

  it('reads the credentials again when they are refused (401)', async () => {
    let token = 'old-token';
    cluster.put(APPLICATIONS, app('a'));
    start({ token: () => token });
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    expect(mirror.state?.message).toBe(
      "applications.argoproj.io: the cluster does not accept the portal's credentials (401)",
    );

    token = 'portal-token';
    await expectSameAsList();
    expect(credentialsRead).toBeGreaterThan(1);
  });

  it('waits as long as the cluster asks for (429), and says so meanwhile', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start();
    await expectSameAsList();
    await eventually(() => expect(cluster.count('watch')).toBe(1));

    cluster.failNext('watch', {
      status: 429,
      headers: { 'retry-after': '2' },
    });
    cluster.endWatches();
    cluster.put(APPLICATIONS, app('b'));
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    expect(mirror.state?.lastWordAt).toBeLessThanOrEqual(Date.now());
    const refused = Date.now();
    await expectSameAsList();
    expect(Date.now() - refused).toBeGreaterThan(1_500);
    expect(cluster.count('watch')).toBe(3);
  });

  it('keeps what it knew through failures (500), and tells since when it is old', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start();
    await expectSameAsList();
    await eventually(() => expect(cluster.count('watch')).toBe(1));
    const known = new Map(mirror.of(KIND));

    cluster.failNext('watch', { status: 500 }, 3);
    cluster.cutWatches();
    cluster.remove(APPLICATIONS, 'a', 'argocd');
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    expect(mirror.of(KIND)).toEqual(known);
    expect(mirror.state).toEqual({
      state: 'stale',
      lastWordAt: mirror.lastWordAt,
      message: 'applications.argoproj.io: 500 Internal Server Error',
    });
    await expectSameAsList();
  });

  it('finds a connection that is only half open', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start();
    await expectSameAsList();
    await eventually(() => expect(cluster.count('watch')).toBe(1));

    cluster.goSilent();
    cluster.put(APPLICATIONS, app('b'));
    await eventually(() =>
      expect(mirror.states).toContainEqual(
        expect.objectContaining({
          state: 'stale',
          message: 'applications.argoproj.io: it said nothing for 0 s',
        }),
      ),
    );
    await expectSameAsList();
    expect(cluster.count('list')).toBe(1);
  });

  it('gives up requests that are never answered, and tries again', async () => {
    cluster.put(APPLICATIONS, app('a'));
    cluster.setMute(true);
    start();
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    expect(mirror.state?.lastWordAt).toBeUndefined();

    cluster.setMute(false);
    await expectSameAsList();
  });

  it('comes back when the whole cluster was away', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start();
    await expectSameAsList();
    cluster.setMute(true);
    cluster.cutWatches();
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    cluster.put(APPLICATIONS, app('b'));
    cluster.compact();
    cluster.setMute(false);
    await expectSameAsList();
  });

  it('is content with a cluster that does not know a kind, and looks again later', async () => {
    cluster.removeKind(APPLICATIONS);
    cluster.put(DEPLOYMENTS, app('web'));
    start({
      kinds: [
        ['argoproj.io', 'v1alpha1', 'applications'],
        ['apps', 'v1', 'deployments'],
      ],
    });
    await eventually(() => expect(mirror.state?.state).toBe('fresh'));
    expect(mirror.of(KIND)).toEqual(new Map());

    cluster.addKind(APPLICATIONS);
    cluster.put(APPLICATIONS, app('a'));
    await expectSameAsList();
  });

  it('lets the objects go of a kind that is removed', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start();
    await expectSameAsList();
    cluster.removeKind(APPLICATIONS);
    await eventually(() => expect(mirror.of(KIND)).toEqual(new Map()));
    expect(mirror.state?.state).toBe('absent');
  });

  it('does not take a 404 from something else for a cluster with nothing in it', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start();
    await expectSameAsList();
    await eventually(() => expect(cluster.count('watch')).toBe(1));
    const known = new Map(mirror.of(KIND));

    cluster.failNext('watch', { status: 404, body: 'no such site' }, 5);
    cluster.failNext('version', { status: 404, body: 'no such site' }, 5);
    cluster.cutWatches();
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    expect(mirror.of(KIND)).toEqual(known);
    await expectSameAsList();
  });

  it('survives a line that is no event', async () => {
    cluster.put(APPLICATIONS, app('a'));
    start();
    await expectSameAsList();
    await eventually(() => expect(cluster.count('watch')).toBe(1));
    cluster.sendRaw('<html>gateway</html>');
    cluster.put(APPLICATIONS, app('b'));
    await expectSameAsList();
  });

  it('is as stale as its stalest kind', async () => {
    cluster.put(APPLICATIONS, app('a'));
    cluster.failNext(
      'list',
      { status: 403, body: '{"message":"forbidden"}' },
      4,
    );
    start({
      kinds: [
        ['argoproj.io', 'v1alpha1', 'applications'],
        ['apps', 'v1', 'deployments'],
      ],
    });
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    expect(mirror.state?.message).toMatch(/read-only cluster role \(403\)$/);
    await expectSameAsList();
  });

  it('knows when the rest fell silent though one kind has never spoken', async () => {
    cluster.put(APPLICATIONS, app('a'));
    cluster.forbid(DEPLOYMENTS);
    start({
      kinds: [
        ['argoproj.io', 'v1alpha1', 'applications'],
        ['apps', 'v1', 'deployments'],
      ],
    });
    await eventually(() => expect(cluster.count('watch')).toBe(1));
    await eventually(() => expect(mirror.state?.state).toBe('stale'));
    expect(mirror.lastWordAt).toBeGreaterThan(0);

    cluster.setMute(true);
    cluster.cutWatches();
    await eventually(() =>
      expect(mirror.state?.message).toMatch(/^applications/),
    );
    expect(mirror.state).toMatchObject({
      state: 'stale',
      lastWordAt: mirror.lastWordAt,
    });
  });
});

function app(name: string): ObservedObject {
  return { metadata: { name, namespace: 'argocd' } };
}
