import { mockServices } from '@backstage/backend-test-utils';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import type { ForgePullRequest } from '@microapps/plugin-microapps-node';
import { location, valuesYaml } from '../testing/fixtures';
import { MicroAppsEntityProvider } from './MicroAppsEntityProvider';

/** A repository and a forge that tests change by hand. */
class FakeForge {
  files = new Map<string, string>();
  pullRequests: ForgePullRequest[] = [];
  heads = new Map<string, string>();
  down = false;
  reads = 0;

  async read() {
    this.reads += 1;
    if (this.down) {
      throw new Error('connect ECONNREFUSED');
    }
    return { commit: 'abc', files: new Map(this.files) };
  }

  async listPullRequests() {
    return this.pullRequests;
  }

  async readFile(path: string, ref: string) {
    return this.heads.get(`${ref}:${path}`);
  }
}

class RecordingConnection implements EntityProviderConnection {
  mutations: EntityProviderMutation[] = [];
  async applyMutation(mutation: EntityProviderMutation) {
    this.mutations.push(mutation);
  }
  async refresh() {}
}

async function setUp() {
  const forge = new FakeForge();
  const connection = new RecordingConnection();
  const logger = mockServices.logger.mock();
  const events = DefaultEventsService.create({ logger });
  const scheduled: Array<() => Promise<void>> = [];
  const provider = MicroAppsEntityProvider.create({
    location,
    reader: forge,
    forge,
    events,
    taskRunner: {
      run: async task => {
        scheduled.push(async () => await task.fn(new AbortController().signal));
      },
    },
    logger,
    firstEnvironment: 'staging',
  });
  forge.files.set('instances/press-kit/values.yaml', valuesYaml('press-kit'));
  await provider.connect(connection);
  const runScheduled = async () => await scheduled[0]();
  return { forge, connection, events, provider, logger, runScheduled };
}

function namesOf(mutation: EntityProviderMutation) {
  const names = (deferred: { entity?: { metadata: { name: string } } }[]) =>
    deferred.map(({ entity }) => entity?.metadata.name);
  return mutation.type === 'full'
    ? { full: names(mutation.entities) }
    : {
        added: names(mutation.added as never),
        removed: names(mutation.removed as never),
      };
}

describe('MicroAppsEntityProvider', () => {
  it('tells everything first and only changes afterwards', async () => {
    const { connection, forge, runScheduled } = await setUp();
    await runScheduled();
    await runScheduled();
    forge.files.set('instances/lunch/values.yaml', valuesYaml('lunch'));
    forge.files.delete('instances/press-kit/values.yaml');
    await runScheduled();

    expect(connection.mutations.map(namesOf)).toEqual([
      { full: ['press-kit'] },
      { added: ['lunch'], removed: ['press-kit'] },
    ]);
  });

  it('reads anew when a webhook says that the repository changed', async () => {
    const { connection, events, forge, runScheduled } = await setUp();
    await runScheduled();
    forge.files.set('instances/lunch/values.yaml', valuesYaml('lunch'));

    await events.publish({
      topic: 'github.push',
      eventPayload: { repository: { full_name: 'acme/microapps' } },
    });

    expect(connection.mutations.map(namesOf)[1]).toEqual({
      added: ['lunch'],
      removed: [],
    });
  });

  it.each([
    ['another repository', { repository: { full_name: 'acme/apps-catalog' } }],
    ['nonsense', { repository: 7 }],
    ['nothing', undefined],
  ])('does not read for a webhook about %s', async (_, eventPayload) => {
    const { events, forge } = await setUp();
    await events.publish({ topic: 'github.push', eventPayload });
    expect(forge.reads).toBe(0);
  });

  it('shows a request, and takes it away when it is closed unmerged', async () => {
    const { connection, forge, runScheduled } = await setUp();
    forge.heads.set(
      'sha1:instances/spring/values.yaml',
      valuesYaml('spring', 'Spring'),
    );
    const request: ForgePullRequest = {
      number: 3,
      title: 'Add Spring',
      url: `${location.url}/pull/3`,
      branch: 'feature/spring',
      app: 'spring',
      state: 'open',
      author: 'Guest',
      headSha: 'sha1',
      createdAt: '2026-05-01T10:00:00Z',
      updatedAt: '2026-05-01T10:00:00Z',
    };
    forge.pullRequests = [request];
    await runScheduled();
    forge.pullRequests = [{ ...request, state: 'closed' }];
    await runScheduled();

    expect(connection.mutations.map(namesOf)).toEqual([
      { full: ['press-kit', 'spring'] },
      { added: [], removed: ['spring'] },
    ]);
  });

  it('leaves the catalog as it is while the forge is down', async () => {
    const { connection, forge, runScheduled } = await setUp();
    await runScheduled();
    forge.down = true;
    await expect(runScheduled()).rejects.toThrow(
      'the catalog keeps what it has',
    );
    forge.down = false;
    await runScheduled();
    expect(connection.mutations).toHaveLength(1);
  });

  it('says where a broken file is, once', async () => {
    const { forge, logger, runScheduled } = await setUp();
    forge.files.set('instances/lunch/values.yaml', 'kind: [');
    await runScheduled();
    await runScheduled();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/instances\/lunch\/values\.yaml:\d+/),
    );
  });
});
