import { applicationStatusSchema } from './applicationStatus';
import { decideSync, type SyncSituation } from './decideSync';
import { applicationSpecSchema } from './schemas';

const source = { repoURL: 'x', path: 'a' };

function spec(automated: object | undefined) {
  return applicationSpecSchema.parse({
    source,
    destination: {},
    syncPolicy: { automated },
  });
}

const after = (phase: string, retryCount = 0, revision = 'r1') =>
  applicationStatusSchema.parse({
    operationState: {
      phase,
      message: 'why',
      retryCount,
      syncResult: { revision, source },
    },
  });

const resource = (status: 'Synced' | 'OutOfSync', requiresPruning = false) => ({
  version: 'v1',
  kind: 'ConfigMap',
  name: 'a',
  status,
  requiresPruning,
});

function situation(rest: Partial<SyncSituation> = {}): SyncSituation {
  return {
    spec: spec({ prune: true, selfHeal: true }),
    source,
    status: applicationStatusSchema.parse({}),
    comparison: {
      sync: 'OutOfSync',
      health: { status: 'Healthy' },
      resources: [resource('OutOfSync')],
      summary: {},
    },
    revision: 'r1',
    selfHeals: 0,
    ...rest,
  };
}

const synced = {
  ...situation().comparison,
  sync: 'Synced' as const,
  resources: [resource('Synced')],
};
const onlyToPrune = {
  ...situation().comparison,
  resources: [resource('OutOfSync', true)],
};

describe('decideSync', () => {
  it.each([
    ['a new revision', situation(), { sync: true, delay: 0 }],
    ['what is synced', situation({ comparison: synced }), { sync: false }],
    ['no automation', situation({ spec: spec(undefined) }), { sync: false }],
    [
      'automation switched off',
      situation({ spec: spec({ enabled: false }) }),
      { sync: false },
    ],
    [
      'what a person asked for, automated or not',
      situation({
        spec: spec(undefined),
        comparison: synced,
        operation: { sync: { prune: true } },
      }),
      { sync: true, automated: false, prune: true },
    ],
    [
      'only something to prune, which is not allowed',
      situation({ comparison: onlyToPrune, spec: spec({}) }),
      { sync: false },
    ],
    [
      'only something to prune, which is allowed',
      situation({ comparison: onlyToPrune }),
      { sync: true, prune: true },
    ],
    [
      'a change by hand, without self-healing',
      situation({ spec: spec({}), status: after('Succeeded') }),
      { sync: false },
    ],
    [
      'a change by hand, for the first time',
      situation({ status: after('Succeeded') }),
      { sync: true, delay: 0 },
    ],
    [
      'a change by hand, again and again',
      situation({ status: after('Succeeded'), selfHeals: 3 }),
      { sync: true, delay: 18_000 },
    ],
    [
      'a failure',
      situation({ status: after('Failed', 1) }),
      { sync: true, delay: 2000, retryCount: 2 },
    ],
    [
      'too many failures',
      situation({ status: after('Failed', 5) }),
      { sync: false, error: 'Failed last sync attempt to r1: why' },
    ],
    [
      'a failure of another revision',
      situation({ status: after('Failed', 5, 'r0') }),
      { sync: true, delay: 0, retryCount: 0 },
    ],
  ])('on %s', (_, given, expected) => {
    expect(decideSync(given)).toMatchObject(expected);
  });
});
