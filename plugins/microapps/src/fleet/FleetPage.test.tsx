import { NotAllowedError } from '@backstage/errors';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aMicroApp,
  aRequest,
  FakeMicroApps,
  renderWithApis,
} from '../__testUtils__';
import { FleetPage } from './FleetPage';

const pressKit = aMicroApp();
const lunchPlanner = aMicroApp({
  name: 'lunch-planner',
  title: 'Lunch planner',
  owner: 'group:default/people-team',
});
const many = Array.from({ length: 5 }, (_, index) =>
  aMicroApp({ name: `app-${index}`, title: `App ${index}` }),
);
const headline = () => screen.findByTestId('headline');
const address = () => screen.getByTestId('address').textContent;
const rowOf = async (title: string) => {
  const link = await screen.findByRole('link', { name: title });
  return link.closest('tr')!;
};

describe('FleetPage', () => {
  it('says in one sentence how the fleet is and lists every micro-app', async () => {
    renderWithApis(<FleetPage />, {
      microApps: new FakeMicroApps(
        pressKit,
        aMicroApp({
          ...lunchPlanner,
          state: 'notWorking',
          headline: {
            sentence: 'Not working in production: it runs out of memory.',
            severity: 'error',
          },
          expiresAt: '2026-12-31',
          pullRequests: [aRequest({ number: 12 })],
        }),
      ),
    });

    await rowOf('Press kit');
    expect(await headline()).toHaveTextContent(
      '2 micro-apps. 1 needs a fix, 1 live',
    );
    const row = within(await rowOf('Lunch planner'));
    expect(row.getByText('lunch-planner')).toBeInTheDocument();
    expect(row.getByText('people-team')).toBeInTheDocument();
    expect(row.getByText('Not working')).toBeInTheDocument();
    expect(
      row.getByText('in production: it runs out of memory'),
    ).toBeInTheDocument();
    expect(
      row.getByRole('link', { name: 'Request 12 of Lunch planner' }),
    ).toHaveAttribute('href', 'http://forge.test/acme/microapps/pull/12');
    expect(row.getByText('31 Dec 2026')).toBeInTheDocument();
  });

  it('leads from a row to the micro-app’s tab and from the button to the form', async () => {
    renderWithApis(<FleetPage />, { microApps: new FakeMicroApps(pressKit) });

    expect(
      await screen.findByRole('link', { name: 'Press kit' }),
    ).toHaveAttribute('href', '/catalog/default/component/press-kit/microapp');
    expect(screen.getByRole('link', { name: 'New micro-app' })).toHaveAttribute(
      'href',
      '/create',
    );
  });

  it('keeps its layout while it loads', async () => {
    const microApps = new FakeMicroApps();
    microApps.listApps = () => new Promise(() => {});
    renderWithApis(<FleetPage />, { microApps });

    expect(
      await screen.findByRole('columnheader', { name: 'Owner' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('row').length).toBeGreaterThan(2);
  });

  it('says what a micro-app is while there is none', async () => {
    renderWithApis(<FleetPage />, { microApps: new FakeMicroApps() });

    expect(await screen.findByText(/A micro-app is/)).toBeInTheDocument();
    expect(await headline()).toHaveTextContent(/^No micro-apps yet\.$/);
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: 'New micro-app' }).length).toBe(
      2,
    );
  });

  it('puts a search into its address and asks the server for it', async () => {
    const microApps = new FakeMicroApps(pressKit, lunchPlanner);
    renderWithApis(<FleetPage />, { microApps });
    await rowOf('Press kit');

    await userEvent.type(screen.getByRole('searchbox'), 'lunch');

    await waitFor(() => expect(address()).toBe('/?query=lunch'));
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: 'Press kit' }),
      ).not.toBeInTheDocument(),
    );
    expect(await headline()).toHaveTextContent(
      '1 micro-app matches. All live.',
    );
    expect(microApps.queries.map(({ query }) => query)).not.toContain('lun');
  });

  it('shows what its address says', async () => {
    const microApps = new FakeMicroApps(pressKit, lunchPlanner);
    renderWithApis(<FleetPage />, {
      microApps,
      at: '/?query=planner&owner=group%3Adefault%2Fpeople-team&order=-state',
    });

    await rowOf('Lunch planner');
    expect(screen.getByRole('searchbox')).toHaveValue('planner');
    expect(microApps.queries).toEqual([
      {
        query: 'planner',
        owner: ['group:default/people-team'],
        order: '-state',
        limit: 50,
      },
    ]);
    expect(screen.getByRole('columnheader', { name: 'State' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  it('offers a way back when nothing matches', async () => {
    renderWithApis(<FleetPage />, {
      microApps: new FakeMicroApps(pressKit),
      at: '/?query=nothing',
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear search and filter' }),
    );
    await rowOf('Press kit');
    expect(address()).toBe('/');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('narrows to an owner that a person chooses by keyboard alone', async () => {
    renderWithApis(<FleetPage />, {
      microApps: new FakeMicroApps(pressKit, lunchPlanner),
      owners: ['group:default/people-team', 'group:default/marketing'],
    });
    await rowOf('Press kit');

    const select = await screen.findByRole('button', { name: /Owner/ });
    act(() => select.focus());
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('option', { name: 'marketing' });
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');

    await waitFor(() =>
      expect(address()).toBe('/?owner=group%3Adefault%2Fpeople-team'),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: 'Press kit' }),
      ).not.toBeInTheDocument(),
    );
  });

  it('turns the order round when a heading is chosen', async () => {
    const microApps = new FakeMicroApps(pressKit);
    renderWithApis(<FleetPage />, { microApps });
    await rowOf('Press kit');

    await userEvent.click(
      screen.getByRole('columnheader', { name: 'Changed' }),
    );
    await waitFor(() => expect(address()).toBe('/?order=updatedAt'));

    await userEvent.click(
      screen.getByRole('columnheader', { name: 'Changed' }),
    );
    await waitFor(() => expect(address()).toBe('/?order=-updatedAt'));
  });

  it('pages forth and back through the server’s list', async () => {
    renderWithApis(<FleetPage pageSize={2} />, {
      microApps: new FakeMicroApps(...many),
    });
    await rowOf('App 0');
    expect(await headline()).toHaveTextContent(
      '5 micro-apps. On this page: All live.',
    );
    expect(screen.getByTestId('range')).toHaveTextContent('1–2 of 5');
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await rowOf('App 2');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await rowOf('App 4');
    expect(address()).toBe('/?page=3&cursor=4');
    expect(screen.getByTestId('range')).toHaveTextContent('5–5 of 5');
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await rowOf('App 2');
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await rowOf('App 0');
    expect(address()).toBe('/');
  });

  it('leads from a shared page back to the first, which is all that it can find', async () => {
    renderWithApis(<FleetPage pageSize={2} />, {
      microApps: new FakeMicroApps(...many),
      at: '/?page=3&cursor=4',
    });
    await rowOf('App 4');

    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    await rowOf('App 0');
    expect(address()).toBe('/');
  });

  it('moves by itself when a micro-app on the screen changes', async () => {
    const microApps = new FakeMicroApps(
      aMicroApp({ state: 'starting' }),
      lunchPlanner,
    );
    const { signals } = renderWithApis(<FleetPage />, { microApps });
    const row = within(await rowOf('Press kit'));
    expect(row.getByText('Starting')).toBeInTheDocument();

    microApps.apps = [pressKit, lunchPlanner];
    act(() => signals.changed('press-kit'));

    expect(
      await within(await rowOf('Press kit')).findByText('Live'),
    ).toBeInTheDocument();
  });

  it('names a source that gives no word and never says that all is well', async () => {
    const microApps = new FakeMicroApps(pressKit);
    microApps.sources = [
      {
        id: 'cluster:staging',
        title: 'cluster staging',
        state: 'stale',
        lastWordAt: '2026-05-04T10:42:00Z',
      },
    ];
    renderWithApis(<FleetPage />, { microApps });

    expect(
      await screen.findByText(
        /No word from cluster staging since .*; what you see may be old\./,
      ),
    ).toBeInTheDocument();
    expect(await headline()).toHaveTextContent('1 micro-app. 1 live');
  });

  it('keeps the last list, greyed, when the backend is gone, until it is back', async () => {
    const microApps = new FakeMicroApps(pressKit);
    const { signals } = renderWithApis(<FleetPage />, { microApps });
    await rowOf('Press kit');

    microApps.failure = new TypeError('Failed to fetch');
    act(() => signals.changed('press-kit'));
    expect(await screen.findByTestId('problem')).toHaveTextContent(
      'The portal does not answer. What you see is from',
    );
    expect((await rowOf('Press kit')).closest('[data-old]')).not.toBeNull();

    microApps.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(screen.queryByTestId('problem')).not.toBeInTheDocument(),
    );
    expect((await rowOf('Press kit')).closest('[data-old]')).toBeNull();
  });

  it('says whom to ask when a person may not see the list', async () => {
    const microApps = new FakeMicroApps();
    microApps.failure = new NotAllowedError('no');
    renderWithApis(<FleetPage />, { microApps });

    expect(
      await screen.findByText('You may not see the micro-apps'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Ask its owner or your SRE for access.'),
    ).toBeInTheDocument();
  });

  it('opens a row with the keyboard', async () => {
    renderWithApis(<FleetPage />, { microApps: new FakeMicroApps(pressKit) });
    const link = await screen.findByRole('link', { name: 'Press kit' });

    act(() => link.focus());
    await userEvent.keyboard('{Enter}');

    await waitFor(() =>
      expect(address()).toBe('/catalog/default/component/press-kit/microapp'),
    );
  });
});
