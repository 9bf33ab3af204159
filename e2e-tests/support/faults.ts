import { portalUnderTest } from './portal';

/** What goes wrong with the next requests to the forge that match. */
export type Fault = {
  method?: string;
  /** A regular expression over the path. */
  path: string;
  /** How many requests fail; 1 when absent. */
  count?: number;
  status?: number;
  /** Cut the connection instead of answering. */
  drop?: boolean;
};

/** Lets the forge fail as told while `during` runs, and heals it after. */
export async function withFaults<T>(
  faults: Fault[],
  during: () => Promise<T>,
): Promise<T> {
  await setFaults('PUT', faults);
  try {
    return await during();
  } finally {
    await setFaults('DELETE', []);
  }
}

async function setFaults(method: 'PUT' | 'DELETE', faults: Fault[]) {
  const { forgeUrl, credentials } = portalUnderTest();
  const response = await fetch(`${forgeUrl}/_sandbox/faults`, {
    method,
    headers: {
      authorization: `Bearer ${credentials.forgeToken}`,
      'content-type': 'application/json',
    },
    body: method === 'PUT' ? JSON.stringify(faults) : undefined,
  });
  if (!response.ok) {
    throw new Error(
      `The forge did not take the faults: ${await response.text()}`,
    );
  }
}
