import type { MicroApp } from '@microapps/plugin-microapps-common';

/** A micro-app as it stands in Git, with what the test changes. */
export function microApp(
  name: string,
  spec: Partial<MicroApp['spec']> = {},
): MicroApp {
  return {
    apiVersion: 'microapps.dev/v1alpha1',
    kind: 'MicroApp',
    metadata: {
      name,
      annotations: { 'config.kubernetes.io/local-config': 'true' },
    },
    spec: {
      template: 'basic-webapp',
      title: 'Press kit',
      owner: 'group:default/marketing',
      contact: 'press@acme.example',
      costCenter: 'CC-1234',
      visibility: 'internal',
      paused: false,
      parameters: { image: 'ghcr.io/acme/press:1.0.0' },
      ...spec,
    },
  };
}

/** Its `values.yaml`. JSON is YAML. */
export function valuesYaml(
  name: string,
  spec: Partial<MicroApp['spec']> = {},
): string {
  return JSON.stringify(microApp(name, spec), undefined, 2);
}
