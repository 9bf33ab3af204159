import { mockServices } from '@backstage/backend-test-utils';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import type { ForgePullRequest } from '@microapps/plugin-microapps-node';
import { location, openRequest, valuesYaml } from '../testing/fixtures';
import { MicroAppsEntityProvider } from './MicroAppsEntityProvider';

/** A repository and a forge that tests change by hand. */
class FakeForge {
  files = new Map<string, string>();
  pullRequests: ForgePullRequest[] = [];
  heads = new Map<string, string>();
  down = false;
  reads = 0;

  /** What happens while a reading is at work. */
  meanwhile: () => void = () => {};

  async read() {
    this.reads += 1;
    await Promise.resolve();
    this.meanwhile();
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
  error: Error | undefined;
  async applyMutation(mutation: EntityProviderMutation) {
    if (this.error) {
      throw this.error;
    }
    this.mutations.push(mutation);
  }
  async refresh() {}
}

async function setUp() {
  const clock = { now: Date.parse('2026-05-01T10:00:00Z') };
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
    now: () => clock.now,
  });
  forge.files.set('instances/press-kit/values.yaml', valuesYaml('press-kit'));
  await provider.connect(connection);
  const runScheduled = async () => await scheduled[0]();
  return { clock, forge, connection, events, provider, logger, runScheduled };
}

/** The names that a full mutation holds; every mutation must be one. */
function namesOf(mutation: EntityProviderMutation) {
  return mutation.type === 'full'
    ? mutation.entities.map(({ entity }) => entity.metadata.name)
    : mutation.type;
}

describe('MicroAppsEntityProvider', () => {
  it('tells everything, and again only when something changed', async () => {
    const { connection, forge, runScheduled } = await setUp();
    await runScheduled();
    await runScheduled();
    forge.files.set('instances/lunch/values.yaml', valuesYaml('lunch'));
    forge.files.delete('instances/press-kit/values.yaml');
    await runScheduled();

    expect(connection.mutations.map(namesOf)).toEqual([
      ['press-kit'],
      ['lunch'],
    ]);
  });

  it('tells everything again after a while, as another replica may have told something older', async () => {
    const { clock, connection, runScheduled } = await setUp();
    await runScheduled();
    clock.now += 6 * 60_000;
    await runScheduled();

    expect(connection.mutations.map(namesOf)).toEqual([
      ['press-kit'],
      ['press-kit'],
    ]);
  });

  it('tells again what the catalog did not take', async () => {
    const { connection, runScheduled } = await setUp();
    connection.error = new Error('database is locked');
    await expect(runScheduled()).rejects.toThrow('database is locked');
    connection.error = undefined;
    await runScheduled();

    expect(connection.mutations.map(namesOf)).toEqual([['press-kit']]);
  });

  it('reads anew for a webhook that comes during a run that fails', async () => {
    const { connection, forge, provider } = await setUp();
    const webhooks: Promise<void>[] = [];
    forge.down = true;
    forge.meanwhile = () => {
      forge.meanwhile = () => {
        forge.down = false;
      };
      webhooks.push(provider.refresh());
    };

    await provider.refresh();
    await Promise.all(webhooks);

    expect(connection.mutations.map(namesOf)).toEqual([['press-kit']]);
  });

  it('reads anew when a webhook says that the repository changed', async () => {
    const { connection, events, forge, runScheduled } = await setUp();
    await runScheduled();
    forge.files.set('instances/lunch/values.yaml', valuesYaml('lunch'));

    await events.publish({
      topic: 'github.push',
      eventPayload: { repository: { full_name: 'acme/microapps' } },
    });

    expect(connection.mutations.map(namesOf)[1]).toEqual([
      'lunch',
      'press-kit',
    ]);
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
    const request = openRequest('spring');
    forge.pullRequests = [request];
    await runScheduled();
    forge.pullRequests = [{ ...request, state: 'closed' }];
    await runScheduled();

    expect(connection.mutations.map(namesOf)).toEqual([
      ['press-kit', 'spring'],
      ['press-kit'],
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

  it('keeps the entity of a file that breaks, and makes one when it never knew it', async () => {
    const { connection, forge, runScheduled } = await setUp();
    await runScheduled();
    forge.files.set('instances/press-kit/values.yaml', 'kind: [');
    forge.files.set('instances/lunch/values.yaml', 'kind: [');
    await runScheduled();

    expect(connection.mutations[1]).toMatchObject({
      entities: [
        { entity: { metadata: { title: 'Press kit' } } },
        { entity: { metadata: { title: 'lunch' } } },
      ],
    });
  });

  it('says where a broken file is, once', async () => {
    const { forge, logger, runScheduled } = await setUp();
    forge.files.set('instances/lunch/values.yaml', 'kind: [');
    await runScheduled();
    await runScheduled();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/^Needs a fix: instances\/lunch\/values\.yaml:\d+/),
    );
  });
});
