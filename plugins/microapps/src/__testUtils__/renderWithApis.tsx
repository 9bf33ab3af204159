import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useLocation } from 'react-router-dom';
import { microAppsApiRef } from '../api';
import { newMicroAppRouteRef } from '../routes';
import type { FakeMicroApps } from './FakeMicroApps';
import { aPresentation } from './aPresentation';
import { FakeSignals } from './FakeSignals';

/** Shows the address, so that a test can read it. */
const Address = () => {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
};

/** Options for {@link renderWithApis}. */
export type RenderOptions = {
  microApps: FakeMicroApps;
  signals?: FakeSignals;
  /** The catalog's entities that own micro-apps. */
  owners?: string[];
  /** Where the screen is opened. */
  at?: string;
};

/** Renders a screen of this plugin in a test app with hand-written fakes behind it. */
export function renderWithApis(
  element: JSX.Element,
  {
    microApps,
    signals = new FakeSignals(),
    owners = [],
    at = '/',
  }: RenderOptions,
): ReturnType<typeof renderInTestApp> & { signals: FakeSignals } {
  const catalog = {
    getEntityFacets: async () => ({
      facets: {
        'relations.ownedBy': owners.map(value => ({ value, count: 1 })),
      },
    }),
  };
  const rendered = renderInTestApp(
    <>
      {element}
      <Address />
    </>,
    {
      initialRouteEntries: [at],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/create': newMicroAppRouteRef,
      },
      apis: [
        [microAppsApiRef, microApps],
        [signalApiRef, signals],
        [catalogApiRef, catalog as never],
        [entityPresentationApiRef, aPresentation() as never],
      ],
    },
  );
  return { ...rendered, signals };
}
