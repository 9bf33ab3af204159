import { act, screen, within } from '@testing-library/react';
import {
  aMicroApp,
  anEnvironment,
  aRequest,
  FakeMicroApps,
  renderWithApis,
} from '../__testUtils__';
import { StatusCard } from './StatusCard';

describe('StatusCard', () => {
  it('shows request, checks, preview, staging and production', async () => {
    renderWithApis(<StatusCard name="press-kit" />, {
      microApps: new FakeMicroApps(
        aMicroApp({
          environments: [
            anEnvironment({ urls: ['http://press-kit.staging.test'] }),
            anEnvironment({ name: 'production', state: 'starting' }),
          ],
          pullRequests: [
            aRequest({
              checks: [{ name: 'validate', state: 'passed' }],
              preview: { state: 'live', url: 'http://press-kit-pr-12.test' },
            }),
          ],
        }),
      ),
    });

    expect(await screen.findByTestId('headline')).toHaveTextContent('Live');
    expect(screen.getByTestId('pull-request-link')).toHaveAttribute(
      'href',
      'http://forge.test/acme/microapps/pull/12',
    );
    expect(screen.getByTestId('check-validate')).toHaveAttribute(
      'data-state',
      'passed',
    );
    expect(screen.getByTestId('preview-link')).toHaveAttribute(
      'href',
      'http://press-kit-pr-12.test',
    );
    expect(
      within(screen.getByTestId('environment-staging')).getByRole('link'),
    ).toHaveAttribute('href', 'http://press-kit.staging.test');
    expect(screen.getByTestId('environment-production')).toHaveAttribute(
      'data-state',
      'starting',
    );
    expect(
      screen.getByRole('link', { name: 'See the whole micro-app' }),
    ).toHaveAttribute('href', '/catalog/default/component/press-kit/microapp');
  });

  it('moves by itself', async () => {
    const microApps = new FakeMicroApps(
      aMicroApp({ environments: [anEnvironment({ state: 'starting' })] }),
    );
    const { signals } = renderWithApis(<StatusCard name="press-kit" />, {
      microApps,
    });
    const staging = within(await screen.findByTestId('environment-staging'));
    expect(staging.getByText('Starting')).toBeInTheDocument();

    microApps.apps = [aMicroApp()];
    act(() => signals.changed('press-kit'));
    expect(await staging.findByText('Live')).toBeInTheDocument();
  });

  it('keeps its layout while it loads', async () => {
    const microApps = new FakeMicroApps();
    microApps.getApp = () => new Promise(() => {});
    renderWithApis(<StatusCard name="press-kit" />, { microApps });

    expect(
      await screen.findByRole('status', { name: 'Loading the micro-app' }),
    ).toBeInTheDocument();
  });
});
