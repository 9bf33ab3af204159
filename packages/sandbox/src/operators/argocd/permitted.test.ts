import { forbidden, forbiddenObject } from './permitted';
import { applicationSpecSchema, projectSpecSchema } from './schemas';

const project = projectSpecSchema.parse({
  sourceRepos: ['http://forge/acme/microapps'],
  destinations: [
    { server: 'https://kubernetes.default.svc', namespace: '*-staging' },
  ],
  clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
  namespaceResourceBlacklist: [{ group: '', kind: 'Secret' }],
});

function spec(repoURL: string, destination: object) {
  return applicationSpecSchema.parse({
    project: 'microapps',
    source: { repoURL },
    destination,
  });
}

const here = 'https://kubernetes.default.svc';
const ours = 'http://forge/acme/microapps';

describe('forbidden', () => {
  it.each([
    [ours, { server: here, namespace: 'a-staging' }, undefined],
    [`${ours}.git`, { name: 'in-cluster', namespace: 'a-staging' }, undefined],
    ['http://other', { server: here, namespace: 'a-staging' }, 'not permitted'],
    [ours, { server: here, namespace: 'argocd' }, 'do not match any'],
    [ours, { name: 'moon', namespace: 'a-staging' }, 'no clusters'],
  ])('%s to %j: %s', (repoURL, destination, sentence) => {
    const found = forbidden(spec(repoURL, destination), project);
    expect(found ?? '').toContain(sentence ?? '');
    expect(found === undefined).toBe(sentence === undefined);
  });
});

describe('forbiddenObject', () => {
  it.each([
    ['v1', 'Namespace', true],
    ['v1', 'ConfigMap', true],
    ['v1', 'Secret', false],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', false],
  ])('%s %s is permitted: %s', (apiVersion, kind, permitted) => {
    const object = { apiVersion, kind, metadata: { name: 'a' } };
    const found = forbiddenObject(object, project, 'microapps');
    expect(found === undefined).toBe(permitted);
  });
});
