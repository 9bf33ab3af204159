import { send } from '../contract/apiClient';
import { makeNamespace } from '../contract/fixtures';
import { openWatch } from '../contract/openWatch';
import { withCluster } from '../testing/withCluster';

// Real sockets and processes on a machine that may be busy.
jest.setTimeout(60_000);

describe('faults', () => {
  const namespaces = '/api/v1/namespaces';

  it('hit as many matching requests as asked for', () =>
    withCluster({}, async ({ target }) => {
      await send(target, 'PUT', '/_sandbox/faults', {
        rules: [
          {
            path: '/api/v1/namespaces',
            status: 429,
            times: 2,
            retryAfterSeconds: 1,
          },
        ],
      });
      const answers = [];
      for (let request = 0; request < 3; request++) {
        answers.push(await send(target, 'GET', namespaces));
      }
      expect(answers.map(answer => answer.status)).toEqual([429, 429, 200]);
      expect(answers[0].body.reason).toBe('TooManyRequests');
    }));

  it('cut watches', () =>
    withCluster({}, async ({ target, running }) => {
      const watch = await openWatch(target, '/api/v1/secrets');
      running.inject({ cutWatches: true });
      expect(await watch.next()).toBeUndefined();
    }));

  it('make the history expire', () =>
    withCluster({}, async ({ target, running }) => {
      const { body } = await send(target, 'GET', namespaces);
      await makeNamespace(target);
      running.inject({ expireHistory: true });
      const watch = await openWatch(target, namespaces, {
        resourceVersion: body.metadata.resourceVersion,
      });
      expect((await watch.next())?.object.code).toBe(410);
    }));

  it('leave watches open and silent', () =>
    withCluster({}, async ({ target, running }) => {
      const { body } = await send(target, 'GET', namespaces);
      const from = { resourceVersion: body.metadata.resourceVersion };
      const silent = await openWatch(target, namespaces, from);
      running.inject({ muteWatches: true });
      const heard = await openWatch(target, namespaces, from);
      await makeNamespace(target);
      expect((await heard.next())?.type).toBe('ADDED');
      let isSilent = true;
      const next = silent.next().then(line => {
        isSilent = line === undefined;
      });
      silent.close();
      heard.close();
      await next;
      expect(isSilent).toBe(true);
    }));

  it('are refused when they are misspelt, and need the token', () =>
    withCluster({}, async ({ target }) => {
      const misspelt = await send(target, 'PUT', '/_sandbox/faults', {
        cutWatch: true,
      });
      expect(misspelt.status).toBe(400);
      const stranger = await send(
        { ...target, token: 'other' },
        'PUT',
        '/_sandbox/faults',
        {},
      );
      expect(stranger.status).toBe(401);
    }));
});
