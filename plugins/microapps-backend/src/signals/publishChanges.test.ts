import { mockServices } from '@backstage/backend-test-utils';
import type { FleetStore } from '../store';
import { eventually } from '../testUtils/eventually';
import { publishChanges } from './publishChanges';

// A busy machine may be slow; nothing here waits longer than it must.
jest.setTimeout(30_000);

describe('publishChanges', () => {
  let change: (names: string[]) => void;
  let messages: unknown[];
  let abort: AbortController;

  beforeEach(() => {
    messages = [];
    abort = new AbortController();
    publishChanges({
      store: {
        onChange: listener => {
          change = listener;
        },
      } as FleetStore,
      signals: {
        publish: async ({ message }) => {
          messages.push(message);
          if (messages.length === 1) {
            throw new Error('nobody there');
          }
        },
      },
      logger: mockServices.logger.mock(),
      signal: abort.signal,
      delay: 5,
    });
  });

  it('sends changes that come together as one, each name once', async () => {
    change(['b']);
    change(['a', 'b']);
    await eventually(() => expect(messages).toEqual([{ apps: ['a', 'b'] }]));
  });

  it('goes on when one could not be sent', async () => {
    change(['a']);
    await eventually(() => expect(messages).toHaveLength(1));
    change(['b']);
    await eventually(() => expect(messages.at(-1)).toEqual({ apps: ['b'] }));
  });
});
