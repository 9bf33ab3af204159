import type {
  ForgePullRequest,
  RepositoryLocation,
} from '@microapps/plugin-microapps-node';

/** The repository that tests speak of. */
export const location: RepositoryLocation = {
  url: 'https://github.example/acme/microapps',
  host: 'github.example',
  owner: 'acme',
  repo: 'microapps',
  branch: 'main',
};

/** An open request for a micro-app. */
export function openRequest(
  app: string,
  more: Partial<ForgePullRequest> = {},
): ForgePullRequest {
  const { number = 3 } = more;
  return {
    number,
    title: `Add ${app}`,
    url: `${location.url}/pull/${number}`,
    branch: `feature/${app}`,
    app,
    state: 'open',
    author: 'Guest',
    headSha: 'sha1',
    createdAt: '2026-05-01T10:00:00Z',
    updatedAt: '2026-05-01T10:00:00Z',
    ...more,
  };
}

/** `values.yaml` of a micro-app that is in order. */
export function valuesYaml(name: string, title = 'Press kit'): string {
  return `apiVersion: microapps.dev/v1alpha1
kind: MicroApp
metadata:
  name: ${name}
  annotations:
    config.kubernetes.io/local-config: "true"
spec:
  template: basic-webapp
  title: ${title}
  owner: group:default/marketing
  contact: events@acme.example
  costCenter: CC-1234
  visibility: internal
  paused: false
  parameters:
    image: ghcr.io/acme/event:1.4.2
`;
}

/** A `form.yaml` that is in order. */
export const formYaml = `apiVersion: microapps.dev/v1alpha1
kind: MicroAppTemplate
metadata:
  name: basic-webapp
  title: Basic web app
  description: A small page with its own address.
  tags: [web]
spec:
  version: 1.2.0
  owner: group:default/sre
  renderer: kustomize
  form:
    - title: Your app
      required: [image]
      properties:
        image:
          type: string
          title: Image
  expiry:
    required: true
    maxDays: 180
`;
