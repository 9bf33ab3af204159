/** Where everything of the portal under test is. */
export type PortalUnderTest = {
  portalUrl: string;
  forgeUrl: string;
  stagingUrl: string;
  productionUrl: string;
  stateDir: string;
  credentials: {
    forgeToken: string;
    stagingToken: string;
    productionToken: string;
  };
};

const VARIABLE = 'PORTAL_UNDER_TEST';

/** Called once by the global set-up, before any test. */
export function announcePortal(portal: PortalUnderTest): void {
  process.env[VARIABLE] = JSON.stringify(portal);
}

/** Whether a portal to test is there already, started by whoever runs the tests. */
export function isPortalAnnounced(): boolean {
  return Boolean(process.env[VARIABLE]);
}

/** The portal that the global set-up started. */
export function portalUnderTest(): PortalUnderTest {
  const announced = process.env[VARIABLE];
  if (!announced) {
    throw new Error(
      'No portal was started; run the tests with `npm run test:e2e`.',
    );
  }
  return JSON.parse(announced) as PortalUnderTest;
}
