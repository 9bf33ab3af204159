import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { microAppsApiRef } from './api';
import { microappsPlugin } from './plugin';
import { aMicroApp, aPresentation, FakeMicroApps } from './__testUtils__';

const renderPortal = (
  at: string,
  extensions: { [id: string]: object }[] = [],
) =>
  renderTestApp({
    features: [microappsPlugin],
    initialRouteEntries: [at],
    config: {
      app: { baseUrl: 'http://localhost', extensions: extensions as never },
      backend: { baseUrl: 'http://localhost' },
    },
    apis: [
      [microAppsApiRef, new FakeMicroApps(aMicroApp())],
      [
        catalogApiRef,
        { getEntityFacets: async () => ({ facets: {} }) } as never,
      ],
      [entityPresentationApiRef, aPresentation() as never],
    ],
  });

describe('microappsPlugin', () => {
  it('shows the fleet at /microapps', async () => {
    renderPortal('/microapps');
    expect(await screen.findByTestId('headline')).toBeInTheDocument();
  });

  it('shows the fleet where the configuration puts it, under the title that it gives', async () => {
    renderPortal('/', [
      { 'page:microapps': { config: { path: '/', title: 'Our apps' } } },
    ]);
    expect(await screen.findByTestId('headline')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Our apps', level: 1 }),
    ).toBeInTheDocument();
  });
});
