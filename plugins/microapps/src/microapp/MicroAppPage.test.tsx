import { NotAllowedError } from '@backstage/errors';
import type { MicroAppStatus } from '@microapps/plugin-microapps-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aMicroApp,
  anEnvironment,
  aRequest,
  FakeMicroApps,
  renderWithApis,
} from '../__testUtils__';
import { MicroAppPage } from './MicroAppPage';

const render = (...apps: MicroAppStatus[]) => {
  const microApps = new FakeMicroApps(...apps);
  const rendered = renderWithApis(<MicroAppPage name="press-kit" />, {
    microApps,
  });
  return { microApps, ...rendered };
};
const stateOf = (testId: string) =>
  screen.getByTestId(testId).getAttribute('data-state');

const previewUrl = 'http://press-kit-pr-12.test';
const requested = aMicroApp({
  state: 'requested',
  headline: {
    sentence: 'Checking your request (0 of 1 done).',
    severity: 'info',
  },
  environments: [],
  pullRequests: [
    aRequest({
      kind: 'create',
      checks: [{ name: 'validate', state: 'running' }],
    }),
  ],
});
const previewed = aMicroApp({
  state: 'requested',
  headline: {
    sentence: 'Your preview is ready. Waiting for a reviewer.',
    severity: 'info',
    action: { kind: 'openPreview', label: 'Open preview', url: previewUrl },
  },
  environments: [
    anEnvironment({ name: 'preview', pullRequest: 12, urls: [previewUrl] }),
  ],
  pullRequests: [
    aRequest({
      kind: 'create',
      checks: [{ name: 'validate', state: 'passed' }],
      preview: { state: 'live', url: previewUrl },
    }),
  ],
});

describe('MicroAppPage', () => {
  it('says how it is, where it stands and what runs where', async () => {
    render(
      aMicroApp({
        environments: [
          anEnvironment({ urls: ['http://press-kit.staging.test/'] }),
        ],
      }),
    );

    expect(await screen.findByTestId('headline')).toHaveTextContent(
      'Live in staging and production.',
    );
    expect(stateOf('journey-staging')).toBe('done');
    expect(stateOf('journey-production')).toBe('current');

    const staging = within(screen.getByTestId('environment-staging'));
    expect(stateOf('environment-staging')).toBe('live');
    expect(staging.getByText('Live')).toBeInTheDocument();
    expect(
      staging.getByRole('link', { name: /press-kit.staging.test/ }),
    ).toHaveAttribute('href', 'http://press-kit.staging.test/');
    expect(
      staging.getByText('version 1.4.2 · 1 of 1 running'),
    ).toBeInTheDocument();
    expect(staging.getByText(/Argo CD: Synced, Healthy/)).toBeInTheDocument();

    expect(stateOf('environment-production')).toBe('notThereYet');
    expect(
      screen.getByText('It comes here once it is promoted.'),
    ).toBeInTheDocument();
  });

  it('moves from request to preview to staging by itself and tells those who listen', async () => {
    const { microApps, signals } = render(requested);
    await screen.findByTestId('headline');
    expect(stateOf('journey-checks')).toBe('current');
    expect(stateOf('check-validate')).toBe('running');
    expect(screen.queryByTestId('preview-link')).not.toBeInTheDocument();
    expect(screen.getByTestId('announcement')).toBeEmptyDOMElement();

    microApps.apps = [previewed];
    act(() => signals.changed('press-kit'));
    expect(await screen.findByTestId('preview-link')).toHaveAttribute(
      'href',
      previewUrl,
    );
    expect(stateOf('check-validate')).toBe('passed');
    expect(stateOf('journey-preview')).toBe('done');
    expect(stateOf('journey-approved')).toBe('current');
    expect(screen.getByTestId('announcement')).toHaveTextContent(
      'Your preview is ready. Waiting for a reviewer.',
    );

    microApps.apps = [
      aMicroApp({
        environments: [anEnvironment()],
        pullRequests: [aRequest({ state: 'merged' })],
      }),
    ];
    act(() => signals.changed('press-kit'));
    await waitFor(() => expect(stateOf('environment-staging')).toBe('live'));
    expect(screen.queryByTestId('preview-link')).not.toBeInTheDocument();
  });

  it('takes no notice of other micro-apps', async () => {
    const { microApps, signals } = render(requested);
    await screen.findByTestId('headline');

    act(() => signals.changed('lunch-planner'));
    expect(microApps.asked).toBe(1);
  });

  it('offers the one next thing to do', async () => {
    render(previewed);
    const action = await screen.findByRole('link', { name: 'Open preview' });
    expect(action).toHaveAttribute('href', previewUrl);
  });

  it('links the request and lists its checks, failed ones first', async () => {
    render(
      aMicroApp({
        pullRequests: [
          aRequest({
            checks: [
              { name: 'build', state: 'passed' },
              {
                name: 'validate',
                state: 'failed',
                summary: 'The cost center is missing.',
                url: 'http://forge.test/checks/1',
              },
            ],
          }),
        ],
      }),
    );

    expect(await screen.findByTestId('pull-request-link')).toHaveAttribute(
      'href',
      'http://forge.test/acme/microapps/pull/12',
    );
    const [first] = within(
      screen.getByRole('list', { name: 'Checks of request 12' }),
    ).getAllByRole('listitem');
    expect(first).toHaveTextContent(
      'Failed · validate · The cost center is missing.',
    );
    expect(
      screen.getByRole('link', { name: 'Details of the check validate' }),
    ).toBeInTheDocument();
    expect(stateOf('journey-checks')).toBe('failed');
  });

  it('copies the link to a preview and says so', async () => {
    const copied: string[] = [];
    document.execCommand = () => {
      copied.push(document.getSelection()?.toString() ?? '');
      return true;
    };
    render(previewed);

    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Copy the link to the preview of request 12',
      }),
    );
    expect(copied).toEqual([previewUrl]);
    expect((await screen.findAllByText('Copied')).length).toBeGreaterThan(0);
  });

  it('says that a preview is being removed until it is gone', async () => {
    const { microApps, signals } = render(
      aMicroApp({
        environments: [anEnvironment({ name: 'preview', pullRequest: 12 })],
        pullRequests: [aRequest({ state: 'closed' })],
      }),
    );
    expect(await screen.findByText('Being removed')).toBeInTheDocument();

    microApps.apps = [aMicroApp()];
    act(() => signals.changed('press-kit'));
    expect(
      await screen.findByText(/No preview is running/),
    ).toBeInTheDocument();
  });

  it('lists what needs a fix before what is good to fix', async () => {
    render(
      aMicroApp({
        findings: [
          { source: 'policy', severity: 'warning', summary: 'Pin the image.' },
          {
            source: 'validate',
            severity: 'error',
            summary: 'Enter the cost center.',
            environment: 'staging',
          },
        ],
      }),
    );

    expect(
      await screen.findByRole('heading', { name: 'Needs a fix (1)' }),
    ).toBeInTheDocument();
    expect(screen.getByText('1 good to fix')).toBeInTheDocument();
    const [first, second] = screen.getAllByTestId('finding');
    expect(first).toHaveTextContent('Enter the cost center.Staging · validate');
    expect(second).toHaveTextContent('Pin the image.');
  });

  it('greys an environment without word and says since when', async () => {
    render(
      aMicroApp({
        environments: [anEnvironment({ staleSince: '2026-05-04T10:42:00Z' })],
        sources: [
          {
            id: 'cluster:staging',
            title: 'cluster staging',
            state: 'stale',
            lastWordAt: '2026-05-04T10:42:00Z',
          },
        ],
      }),
    );

    const staging = await screen.findByTestId('environment-staging');
    expect(staging).toHaveAttribute('data-old');
    expect(within(staging).getByText(/^No word since/)).toBeInTheDocument();
    expect(
      screen.getByText(/No word from cluster staging since/),
    ).toBeInTheDocument();
  });

  it('keeps the last word, greyed, when the backend is gone, until it is back', async () => {
    const { microApps, signals } = render(requested);
    await screen.findByTestId('headline');

    microApps.failure = new TypeError('Failed to fetch');
    act(() => signals.changed('press-kit'));
    expect(await screen.findByTestId('problem')).toBeInTheDocument();
    expect(screen.getByTestId('microapp')).toHaveAttribute('data-old');
    expect(screen.getByTestId('headline')).toHaveTextContent(
      'Checking your request',
    );

    microApps.failure = undefined;
    microApps.apps = [previewed];
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByTestId('preview-link')).toBeInTheDocument();
    expect(screen.queryByTestId('problem')).not.toBeInTheDocument();
  });

  it('shows a new micro-app as soon as there is word of it', async () => {
    const { microApps, signals } = render();
    expect(
      await screen.findByText('No word about this micro-app yet'),
    ).toBeInTheDocument();

    microApps.apps = [requested];
    act(() => signals.changed('press-kit'));
    expect(await screen.findByTestId('headline')).toBeInTheDocument();
  });

  it('says whom to ask when a person may not see it', async () => {
    const microApps = new FakeMicroApps();
    microApps.failure = new NotAllowedError('no');
    renderWithApis(<MicroAppPage name="press-kit" />, { microApps });

    expect(
      await screen.findByText('You may not see this micro-app'),
    ).toBeInTheDocument();
  });

  it('never makes a link of an address that is not one of the web’s', async () => {
    render(
      aMicroApp({
        environments: [
          // eslint-disable-next-line no-script-url
          anEnvironment({ urls: ['javascript:alert(1)'] }),
        ],
      }),
    );
    const staging = await screen.findByTestId('environment-staging');
    expect(within(staging).queryByRole('link')).not.toBeInTheDocument();
  });

  it('keeps the headings in order', async () => {
    render(
      aMicroApp({
        findings: [{ source: 'x', severity: 'error', summary: 'y' }],
      }),
    );
    await screen.findByTestId('headline');

    expect(
      screen.getAllByRole('heading').map(({ tagName }) => tagName),
    ).toEqual(['H2', 'H3', 'H3', 'H3', 'H3', 'H3']);
  });
});
