import { plainCause } from './plainCause';

describe('plainCause', () => {
  it.each([
    [
      'the container runs out of memory (128 MB)',
      'it needs more memory than it may use',
    ],
    [
      'Back-off pulling image "ghcr.io/acme/press:1": ErrImagePull',
      'its image cannot be fetched',
    ],
    [
      'back-off 5m0s restarting failed container: CrashLoopBackOff',
      'it stops again and again soon after it starts',
    ],
    [
      'pods "web" is forbidden: exceeded quota: apps',
      'it needs more than its share of the cluster',
    ],
    [
      'admission webhook "validate.kyverno.svc" denied the request',
      'a rule of the platform refuses it',
    ],
    [
      'Failed to load target state: `kustomize build` failed exit status 1',
      'its files in Git do not fit together',
    ],
    [
      'Deployment "web" exceeded its progress deadline',
      'it did not start in time',
    ],
    [
      "health check failed after 30s: timeout waiting for: [Deployment/web status: 'InProgress']",
      'it did not start in time',
    ],
    ['rpc error: code = Unknown desc = EOF', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('makes of %j: %j', (message, clause) => {
    expect(plainCause(message)).toBe(clause);
  });
});
