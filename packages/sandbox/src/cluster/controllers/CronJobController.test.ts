import { BUILTIN_KINDS } from '../kinds/builtinKinds';
import { KindRegistry } from '../kinds/KindRegistry';
import { ObjectApi } from '../rules/ObjectApi';
import { ObjectStore } from '../store/ObjectStore';
import { ClusterAgent, queueKey } from './ClusterAgent';
import { CronJobController } from './CronJobController';

const key = { namespace: 'n', name: 'report' };

/** A cluster without timers, whose clock the test sets. */
function clusterAt(start: string) {
  const clock = { now: start };
  const store = new ObjectStore({ historySize: 10 });
  const api = new ObjectApi({
    store,
    registry: new KindRegistry(BUILTIN_KINDS),
    now: () => clock.now,
    newUid: () => `uid-${store.resourceVersion}`,
    nameSuffix: () => 'abcde',
  });
  const agent = new ClusterAgent(api, 'test');
  agent.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'n' },
  });
  agent.create({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: key,
    spec: {
      schedule: '0 * * * *',
      jobTemplate: {
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [{ name: 'main', image: 'registry.example/job:1' }],
            },
          },
        },
      },
    },
  });
  const controller = new CronJobController(agent);
  return {
    agent,
    runAt: (time: string) => {
      clock.now = time;
      controller.reconcile(queueKey('cronjobs.batch', key));
      return agent.list('jobs.batch', 'n');
    },
  };
}

describe('CronJobController', () => {
  it('starts a Job when it is due, once', () => {
    const { agent, runAt } = clusterAt('2026-01-01T08:30:00Z');
    expect(runAt('2026-01-01T08:59:59Z')).toEqual([]);
    expect(runAt('2026-01-01T09:00:00Z')).toHaveLength(1);
    expect(runAt('2026-01-01T09:00:01Z')).toHaveLength(1);
    expect(agent.find('cronjobs.batch', key)?.status).toMatchObject({
      lastScheduleTime: '2026-01-01T09:00:00Z',
      active: [{ kind: 'Job' }],
    });
  });

  it('makes up for the last of the runs that it missed only', () => {
    const { agent, runAt } = clusterAt('2026-01-01T08:30:00Z');
    expect(runAt('2026-01-01T15:10:00Z')).toHaveLength(1);
    expect(agent.find('cronjobs.batch', key)?.status).toMatchObject({
      lastScheduleTime: '2026-01-01T15:00:00Z',
    });
  });
});
