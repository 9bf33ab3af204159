import { aMicroApp, anEnvironment, aRequest } from '../__testUtils__';
import { previewsOf } from './previewsOf';

const preview = (pullRequest: number) =>
  anEnvironment({ name: 'preview', pullRequest });

describe('previewsOf', () => {
  it('shows one for each open request, there or not', () => {
    const rows = previewsOf(
      aMicroApp({
        environments: [anEnvironment(), preview(13)],
        pullRequests: [
          aRequest({ number: 14 }),
          aRequest({
            number: 13,
            preview: { state: 'live', url: 'http://press-kit-pr-13.test' },
          }),
        ],
      }),
    );
    expect(rows).toMatchObject([
      { number: 14, state: 'notThereYet', leaving: false },
      { number: 13, state: 'live', url: 'http://press-kit-pr-13.test' },
    ]);
  });

  it('shows that one is being removed until it is gone', () => {
    const closed = aRequest({ number: 13, state: 'closed' });
    expect(
      previewsOf(
        aMicroApp({ environments: [preview(13)], pullRequests: [closed] }),
      ),
    ).toMatchObject([{ number: 13, leaving: true, request: closed }]);

    expect(
      previewsOf(aMicroApp({ environments: [], pullRequests: [closed] })),
    ).toEqual([]);
  });

  it('shows none for a request that removes the micro-app', () => {
    expect(
      previewsOf(aMicroApp({ pullRequests: [aRequest({ kind: 'remove' })] })),
    ).toEqual([]);
  });
});
