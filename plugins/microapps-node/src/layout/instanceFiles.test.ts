import { parse } from 'yaml';
import { exampleTemplate } from '../testUtils/exampleTemplates';
import { instanceFiles } from './instanceFiles';
import { microAppFromAnswers } from './microAppFromAnswers';

const template = exampleTemplate();
const app = microAppFromAnswers(
  template,
  {
    name: 'spring-signup',
    title: 'Spring sign-up: yes',
    owner: 'group:default/marketing',
    contact: 'events@acme.example',
    costCenter: 'CC-1234',
    visibility: 'public',
    expiresAt: '2026-12-31',
    size: 'medium',
    image: 'ghcr.io/acme/event:1.4.2',
    greeting: 'no',
  },
  { now: new Date('2026-11-20T12:00:00Z') },
);

function contentOf(path: string, ...more: Parameters<typeof instanceFiles>) {
  return instanceFiles(...more).find(file => file.path === path)?.content;
}

describe('instanceFiles', () => {
  it('writes the values in one order, quoted where YAML would read something else', () => {
    expect(
      contentOf('instances/spring-signup/values.yaml', app, template),
    ).toBe(
      `apiVersion: microapps.dev/v1alpha1
kind: MicroApp
metadata:
  name: spring-signup
  annotations:
    config.kubernetes.io/local-config: "true"
spec:
  template: basic-webapp
  title: "Spring sign-up: yes"
  owner: group:default/marketing
  contact: events@acme.example
  costCenter: CC-1234
  visibility: public
  expiresAt: "2026-12-31"
  paused: false
  parameters:
    image: ghcr.io/acme/event:1.4.2
    replicas: 1
    size: medium
    greeting: "no"
`,
    );
  });

  it('reads the same by the YAML of Kustomize and Helm', () => {
    const text = contentOf(
      'instances/spring-signup/values.yaml',
      app,
      template,
    )!;

    expect(parse(text, { version: '1.1' })).toEqual(
      parse(text, { version: '1.2' }),
    );
  });

  it('switches on the components that the answers ask for, between base and guardrails', () => {
    expect(
      contentOf('instances/spring-signup/kustomization.yaml', app, template),
    ).toBe(
      `# Generated from values.yaml by the portal; change values.yaml instead.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - values.yaml
components:
  - ../../templates/basic-webapp/base
  - ../../templates/basic-webapp/components/size-medium
  - ../../templates/basic-webapp/components/public
  - ../../templates/_guardrails
`,
    );
  });

  it('pins an environment one folder deeper', () => {
    expect(
      contentOf(
        'instances/spring-signup/production/kustomization.yaml',
        app,
        exampleTemplate({ components: [] }),
        { environment: 'production' },
      ),
    ).toBe(
      `# Generated from values.yaml by the portal; change values.yaml instead.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - values.yaml
components:
  - ../../../templates/basic-webapp/base
  - ../../../templates/_guardrails
`,
    );
  });

  it('gives a Helm chart the values, and the guardrails beside it', () => {
    expect(
      contentOf(
        'instances/spring-signup/kustomization.yaml',
        app,
        exampleTemplate({ renderer: 'helm', components: [] }),
      ),
    ).toBe(
      `# Generated from values.yaml by the portal; change values.yaml instead.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - values.yaml
helmGlobals:
  chartHome: ../../templates/basic-webapp
helmCharts:
  - name: chart
    releaseName: spring-signup
    valuesFile: values.yaml
components:
  - ../../templates/_guardrails
`,
    );
  });
});
