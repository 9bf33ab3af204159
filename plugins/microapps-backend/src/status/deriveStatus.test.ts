import type { Headline, State } from '@microapps/plugin-microapps-common';
import {
  address,
  check,
  deployment,
  instance,
  knowledge,
  minutesAgo,
  NOW,
  pullRequest,
} from '../testUtils/knowledge';
import { microApp } from '../testUtils/microApp';
import { deriveStatus } from './deriveStatus';

const STALE_STAGING = {
  'cluster:staging': {
    state: 'stale' as const,
    lastWordAt: Date.parse(minutesAgo(30)),
  },
};
const STALE_PRODUCTION = {
  'cluster:production': {
    state: 'stale' as const,
    lastWordAt: Date.parse(minutesAgo(30)),
  },
};

const live = deployment('staging');
const liveInProduction = deployment('production');
const promoted = instance({
  pinned: new Map([['production', microApp('press-kit')]]),
});
const preview = deployment('preview', { pullRequest: 12 });
const passed = { checks: [check('validate', 'passed')] };
const merged = { state: 'merged' as const, mergedAt: minutesAgo(1) };

type Case = [
  why: string,
  known: Parameters<typeof knowledge>[0],
  state: State,
  sentence: string,
  severity: Headline['severity'],
  action?: Headline['action'],
];

const PULL_URL = 'https://forge.example/acme/microapps/pull/12';
const RETRY = { kind: 'retry' as const, label: 'Retry' };
const SEE_REQUEST = {
  kind: 'openPullRequest' as const,
  label: 'See request #12',
  url: PULL_URL,
};

const CASES: Case[] = [
  [
    'production is down, whatever else is',
    {
      instance: promoted,
      facts: [
        live,
        deployment('production', {
          health: 'Degraded',
          message: 'the container runs out of memory (128 MB)',
        }),
      ],
      pullRequests: [pullRequest({}, { checks: [check('scan', 'failed')] })],
    },
    'notWorking',
    'Not working in production: it needs more memory than it may use.',
    'error',
  ],
  [
    'production was down when its cluster was last heard',
    {
      instance: promoted,
      facts: [live, deployment('production', { health: 'Degraded' })],
      sources: STALE_PRODUCTION,
    },
    'notWorking',
    'Not working in production when the last word came at 10:12.',
    'error',
    RETRY,
  ],
  [
    'a check of the open request fails',
    {
      pullRequests: [
        pullRequest(
          {},
          {
            checks: [
              check('scan', 'running'),
              check('validate', 'failed', {
                summary: 'Use an image from ghcr.io/acme.',
                url: 'https://ci.example/1',
              }),
            ],
          },
        ),
      ],
    },
    'requested',
    '1 thing to fix before it can go on: Use an image from ghcr.io/acme.',
    'error',
    { kind: 'seeChecks', label: 'Fix it', url: 'https://ci.example/1' },
  ],
  [
    'two checks of the open request fail and say nothing',
    {
      pullRequests: [
        pullRequest(
          {},
          { checks: [check('scan', 'failed'), check('validate', 'failed')] },
        ),
      ],
    },
    'requested',
    '2 things to fix before it can go on: The check scan failed.',
    'error',
    { kind: 'seeChecks', label: 'Fix it', url: PULL_URL },
  ],
  [
    'the open request can no longer be merged',
    { pullRequests: [pullRequest({ mergeable: false }, passed)] },
    'requested',
    'Something else has changed it since you asked; your request must be brought up to date.',
    'warning',
    SEE_REQUEST,
  ],
  [
    'its values.yaml is broken',
    {
      instance: instance({
        app: undefined,
        problems: [
          {
            path: 'instances/press-kit/values.yaml',
            line: 3,
            message: 'Enter the cost center that pays for it (like CC-1234).',
          },
        ],
      }),
      facts: [live],
    },
    'live',
    'Its files in Git cannot be read; ask your SRE to mend them: instances/press-kit/values.yaml:3 Enter the cost center that pays for it (like CC-1234).',
    'error',
  ],
  [
    'the cluster of staging is silent',
    {
      instance: promoted,
      facts: [live, liveInProduction],
      sources: STALE_STAGING,
    },
    'unknown',
    'No word from cluster staging since 10:12; what you see may be old.',
    'unknown',
    RETRY,
  ],
  [
    'the cluster of staging has been silent for days',
    {
      instance: instance(),
      facts: [live],
      sources: {
        'cluster:staging': {
          state: 'stale',
          lastWordAt: new Date(2026, 10, 18, 9, 5).getTime(),
        },
      },
    },
    'unknown',
    'No word from cluster staging since 18 November at 09:05; what you see may be old.',
    'unknown',
    RETRY,
  ],
  [
    'the cluster of staging was never heard',
    {
      instance: instance(),
      sources: { 'cluster:staging': { state: 'stale' } },
    },
    'unknown',
    'No word from cluster staging yet; what you see may be incomplete.',
    'unknown',
    RETRY,
  ],
  [
    'the cluster of production is silent, but it does not run there',
    { instance: instance(), facts: [live], sources: STALE_PRODUCTION },
    'live',
    'Live in staging; not in production yet.',
    'ok',
  ],
  [
    'the forge is silent',
    {
      instance: promoted,
      facts: [live, liveInProduction],
      sources: {
        forge: { state: 'stale', lastWordAt: Date.parse(minutesAgo(5)) },
      },
    },
    'live',
    'No word from forge since 10:37; what you see may be old.',
    'unknown',
    RETRY,
  ],
  [
    'the portal has just started',
    { facts: [live], sources: { git: { state: 'connecting' } } },
    'live',
    'Waiting for the first word from git.',
    'unknown',
  ],
  [
    'checks are running',
    {
      pullRequests: [
        pullRequest(
          {},
          {
            checks: [
              check('a', 'passed'),
              check('b', 'skipped'),
              check('c', 'running'),
              check('d', 'waiting'),
            ],
          },
        ),
      ],
    },
    'requested',
    'Checking your request (2 of 4 done).',
    'info',
  ],
  [
    'the preview does not work',
    {
      pullRequests: [pullRequest({}, passed)],
      facts: [
        deployment('preview', {
          pullRequest: 12,
          health: 'Degraded',
          message: 'the image cannot be pulled.',
        }),
      ],
    },
    'requested',
    'Your preview is not working: its image cannot be fetched.',
    'error',
    SEE_REQUEST,
  ],
  [
    'no preview is there yet',
    { pullRequests: [pullRequest({}, passed)] },
    'requested',
    'Your preview is starting; usually under a minute.',
    'info',
  ],
  [
    'the preview starts, and has for longer than it should',
    {
      pullRequests: [
        pullRequest(
          { createdAt: minutesAgo(600), updatedAt: minutesAgo(6) },
          passed,
        ),
      ],
      facts: [
        deployment('preview', { pullRequest: 12, health: 'Progressing' }),
      ],
    },
    'requested',
    'Your preview has not started in five minutes; check the image, or ask your SRE.',
    'warning',
    SEE_REQUEST,
  ],
  [
    'the preview starts after a push, long after the request',
    {
      pullRequests: [
        pullRequest(
          { createdAt: minutesAgo(600), updatedAt: minutesAgo(1) },
          passed,
        ),
      ],
      facts: [
        deployment('preview', { pullRequest: 12, health: 'Progressing' }),
      ],
    },
    'requested',
    'Your preview is starting; usually under a minute.',
    'info',
  ],
  [
    'no preview has come for long: none is made here',
    { pullRequests: [pullRequest({ createdAt: minutesAgo(11) }, passed)] },
    'requested',
    'Waiting for a reviewer of marketing.',
    'info',
    SEE_REQUEST,
  ],
  [
    'the preview is ready',
    {
      pullRequests: [pullRequest({}, passed)],
      facts: [
        preview,
        address('preview', 'https://press-kit-pr-12.example', 12),
      ],
    },
    'requested',
    'Your preview is ready. Waiting for a reviewer of marketing.',
    'info',
    {
      kind: 'openPreview',
      label: 'Open preview',
      url: 'https://press-kit-pr-12.example',
    },
  ],
  [
    'it is live, and a change waits for approval',
    {
      instance: promoted,
      facts: [live, liveInProduction, preview],
      pullRequests: [pullRequest({}, passed)],
    },
    'live',
    'Your preview is ready. Waiting for a reviewer of marketing.',
    'info',
    SEE_REQUEST,
  ],
  [
    'its removal waits for approval',
    {
      instance: instance(),
      facts: [live],
      pullRequests: [pullRequest({}, { ...passed, removes: true })],
    },
    'live',
    'Asked to be removed. Waiting for a reviewer of marketing.',
    'info',
    SEE_REQUEST,
  ],
  [
    'merged, before Git was read again',
    { pullRequests: [pullRequest(merged, { kind: 'create' })] },
    'starting',
    'Approved. Starting in staging.',
    'info',
  ],
  [
    'merged, before the operator has seen it',
    { instance: instance(), pullRequests: [pullRequest(merged)] },
    'notThereYet',
    'Approved. Starting in staging.',
    'info',
  ],
  [
    'merged, with its preview still there',
    {
      pullRequests: [pullRequest(merged, { kind: 'create' })],
      facts: [preview],
    },
    'starting',
    'Approved. Starting in staging.',
    'info',
  ],
  [
    'merged long ago, and the operator has not seen it',
    {
      instance: instance(),
      pullRequests: [
        pullRequest({ state: 'merged', mergedAt: minutesAgo(11) }),
      ],
    },
    'notThereYet',
    'It was approved, but has not started in staging yet; ask your SRE.',
    'warning',
  ],
  [
    'it starts again, long after it was approved',
    {
      instance: instance(),
      facts: [deployment('staging', { health: 'Progressing' })],
      pullRequests: [
        pullRequest({ state: 'merged', mergedAt: minutesAgo(11) }),
      ],
    },
    'starting',
    'Starting in staging.',
    'info',
  ],
  [
    'it starts in staging',
    {
      instance: instance(),
      facts: [deployment('staging', { health: 'Progressing' })],
    },
    'starting',
    'Approved. Starting in staging.',
    'info',
  ],
  [
    'a change that was just merged arrives',
    {
      instance: instance(),
      facts: [deployment('staging', { sync: 'OutOfSync' })],
      pullRequests: [pullRequest(merged, { kind: 'change' })],
    },
    'updating',
    'Approved. Updating in staging.',
    'info',
  ],
  [
    'a change does not get through',
    {
      instance: instance(),
      facts: [
        deployment('staging', {
          sync: 'OutOfSync',
          message: 'admission webhook denied the request',
        }),
      ],
    },
    'updating',
    'The update in staging failed, the earlier version still runs: a rule of the platform refuses it.',
    'error',
  ],
  [
    'staging does not work',
    {
      instance: instance(),
      facts: [deployment('staging', { health: 'Degraded' })],
    },
    'notWorking',
    'Not working in staging.',
    'error',
  ],
  [
    'staging does not work, for a reason in words of an operator only',
    {
      instance: instance(),
      facts: [
        deployment('staging', {
          health: 'Degraded',
          message: 'rpc error: code = Unknown desc = EOF',
        }),
      ],
    },
    'notWorking',
    'Not working in staging.',
    'error',
  ],
  [
    'it was removed from Git and still runs',
    { app: microApp('press-kit'), facts: [live, liveInProduction] },
    'live',
    'Being removed: no longer in Git, still running in staging and production.',
    'info',
  ],
  [
    'its request was closed and the preview still runs',
    {
      pullRequests: [pullRequest({ state: 'closed' }, { kind: 'create' })],
      facts: [preview],
    },
    'notThereYet',
    'Its request was closed; the preview is being removed.',
    'info',
  ],
  [
    'its request was closed just now',
    { pullRequests: [pullRequest({ state: 'closed' }, { kind: 'create' })] },
    'notThereYet',
    'The request was closed without being approved.',
    'info',
    SEE_REQUEST,
  ],
  [
    'its owner has paused it',
    {
      instance: instance({ app: microApp('press-kit', { paused: true }) }),
      facts: [live],
    },
    'live',
    'Paused; costs nothing while paused.',
    'info',
  ],
  [
    'somebody has suspended it at the operator',
    {
      instance: promoted,
      facts: [live, deployment('production', { health: 'Suspended' })],
    },
    'paused',
    'Paused in production.',
    'info',
  ],
  [
    'the operator cannot compare it with Git',
    {
      instance: instance(),
      facts: [
        deployment('staging', {
          sync: 'Unknown',
          message: 'kustomize build failed',
        }),
      ],
    },
    'unknown',
    'No clear word on how it is in staging: its files in Git do not fit together.',
    'unknown',
  ],
  [
    'it starts in production',
    { instance: promoted, facts: [live] },
    'notThereYet',
    'Starting in production.',
    'info',
  ],
  [
    'staging is ahead of production',
    {
      instance: instance({
        pinned: new Map([
          [
            'production',
            microApp('press-kit', {
              title: 'Press',
              parameters: { image: 'ghcr.io/acme/press:0.9.0' },
            }),
          ],
        ]),
      }),
      facts: [
        live,
        liveInProduction,
        address('production', 'https://press-kit.example'),
      ],
    },
    'live',
    'Live. Staging is 2 changes ahead of production.',
    'ok',
    { kind: 'openApp', label: 'Open', url: 'https://press-kit.example' },
  ],
  [
    'all is well',
    {
      instance: promoted,
      facts: [
        live,
        liveInProduction,
        address('staging', 'https://press-kit.staging.example'),
        address('production', 'https://press-kit.example'),
      ],
    },
    'live',
    'Live in staging and production.',
    'ok',
    { kind: 'openApp', label: 'Open', url: 'https://press-kit.example' },
  ],
];

describe('deriveStatus', () => {
  it.each(
    CASES.map(([why, known, state, sentence, severity, action]) => ({
      why,
      known,
      state,
      headline: { sentence, severity, ...(action && { action }) },
    })),
  )('when $why', ({ known, state, headline }) => {
    const { status } = deriveStatus(knowledge(known))!;
    expect(status.headline).toEqual(headline);
    expect(status.state).toBe(state);
  });

  it.each<[string, Parameters<typeof knowledge>[0]]>([
    ['nothing is known', {}],
    [
      'its request was merged long ago and nothing is left of it',
      {
        pullRequests: [
          pullRequest(
            { state: 'merged', mergedAt: minutesAgo(11) },
            { kind: 'create' },
          ),
        ],
      },
    ],
    [
      'its removal was merged and nothing is left of it',
      {
        pullRequests: [pullRequest(merged, { kind: 'remove' })],
      },
    ],
  ])('says that it is gone when %s', (_, known) => {
    expect(deriveStatus(knowledge(known))).toBeUndefined();
  });

  it('keeps an operator’s own words in a finding', () => {
    const message = 'rpc error: code = Unknown desc = EOF';
    const { status } = deriveStatus(
      knowledge({
        instance: instance(),
        facts: [deployment('staging', { health: 'Degraded', message })],
      }),
    )!;
    expect(status.findings).toMatchObject([
      { source: 'Argo CD', environment: 'staging', summary: message },
    ]);
  });

  it('takes who it is from the request until it is in Git', () => {
    expect(deriveStatus(knowledge({ pullRequests: [pullRequest()] }))).toEqual(
      expect.objectContaining({
        status: expect.objectContaining({
          name: 'press-kit',
          title: 'Press kit',
          owner: 'group:default/marketing',
          contact: 'press@acme.example',
          template: 'basic-webapp',
          costCenter: 'CC-1234',
          visibility: 'internal',
          paused: false,
          entityRef: 'component:default/press-kit',
        }),
      }),
    );
  });

  it('shows what runs though nobody knows whose it is', () => {
    const { status } = deriveStatus(knowledge({ facts: [live] }))!;
    expect(status).toMatchObject({
      title: 'press-kit',
      owner: 'group:default/unknown',
    });
  });

  it('shows open requests first, then the last five others', () => {
    const closed = [1, 2, 3, 4, 5, 6].map(number =>
      pullRequest({ number, state: 'closed', updatedAt: minutesAgo(600) }),
    );
    const { status } = deriveStatus(
      knowledge({
        instance: instance(),
        pullRequests: [...closed, pullRequest({ number: 0 })],
      }),
    )!;
    expect(status.pullRequests.map(({ number }) => number)).toEqual([
      0, 6, 5, 4, 3, 2,
    ]);
  });

  it('says until when it holds without any new word', () => {
    const opened = Date.parse(minutesAgo(2));
    expect(
      deriveStatus(knowledge({ pullRequests: [pullRequest({}, passed)] })),
    ).toMatchObject({ validUntil: opened + 10 * 60_000 });
    expect(
      deriveStatus(knowledge({ pullRequests: [pullRequest(merged)] }))
        ?.validUntil,
    ).toBe(Date.parse(minutesAgo(1)) + 10 * 60_000);
    expect(
      deriveStatus(
        knowledge({
          instance: instance(),
          facts: [live],
          sources: STALE_STAGING,
        }),
      )?.validUntil,
    ).toBe(Date.parse(minutesAgo(30)) + 24 * 3600_000);
    expect(
      deriveStatus(knowledge({ instance: instance(), facts: [live] }))
        ?.validUntil,
    ).toBe(Infinity);
    expect(NOW).toBeLessThan(opened + 10 * 60_000);
  });

  it('rests on the clusters in which it runs, Git and the forge', () => {
    expect(
      deriveStatus(knowledge({ instance: instance(), facts: [live] }))?.sources,
    ).toEqual(['cluster:staging', 'git', 'forge']);
    expect(deriveStatus(knowledge({ instance: promoted }))?.sources).toEqual([
      'cluster:staging',
      'cluster:production',
      'git',
      'forge',
    ]);
  });
});
