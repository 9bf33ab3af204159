import { randomUUID } from 'node:crypto';
import { send } from './apiClient';
import { ContractTarget } from './ContractTarget';

/** Makes a namespace of its own for a test and returns its name. */
export async function makeNamespace(target: ContractTarget): Promise<string> {
  const name = `contract-${randomUUID().slice(0, 8)}`;
  const answer = await send(target, 'POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });
  expect(answer.status).toBe(201);
  return name;
}

/** A ConfigMap to be sent. */
export function configMap(
  name: string,
  data: { [key: string]: string } = {},
  labels?: { [key: string]: string },
) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...(labels ? { labels } : {}) },
    data,
  };
}

/** A Deployment to be sent. */
export function deployment(
  name: string,
  options: {
    image?: string;
    replicas?: number;
    env?: { name: string; value: string }[];
  } = {},
) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      ...(options.replicas === undefined ? {} : { replicas: options.replicas }),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'main',
              image: options.image ?? 'registry.example/app:1',
              ...(options.env ? { env: options.env } : {}),
            },
          ],
        },
      },
    },
  };
}

/** A kind that the contract tests define; its objects have a status subresource. */
export const WIDGETS = {
  group: 'contract.example',
  plural: 'widgets',
  path: (namespace: string, name = '') =>
    `/apis/contract.example/v1/namespaces/${namespace}/widgets${
      name && `/${name}`
    }`,
  object: (name: string, spec: object = {}) => ({
    apiVersion: 'contract.example/v1',
    kind: 'Widget',
    metadata: { name },
    spec,
  }),
  definition: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.contract.example' },
    spec: {
      group: 'contract.example',
      scope: 'Namespaced',
      names: {
        kind: 'Widget',
        listKind: 'WidgetList',
        plural: 'widgets',
        singular: 'widget',
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  'x-kubernetes-preserve-unknown-fields': true,
                  properties: {
                    rules: {
                      type: 'array',
                      'x-kubernetes-list-type': 'map',
                      'x-kubernetes-list-map-keys': ['name'],
                      items: {
                        type: 'object',
                        required: ['name'],
                        properties: {
                          name: { type: 'string' },
                          value: { type: 'string' },
                        },
                      },
                    },
                  },
                },
                status: {
                  type: 'object',
                  'x-kubernetes-preserve-unknown-fields': true,
                },
              },
            },
          },
        },
      ],
    },
  },
};

/** Serves {@link WIDGETS}, and waits until they are. */
export async function defineWidgets(target: ContractTarget): Promise<void> {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  await send(target, 'POST', path, WIDGETS.definition);
  for (let attempt = 0; attempt < 100; attempt++) {
    const list = await send(target, 'GET', '/apis/contract.example/v1/widgets');
    if (list.status === 200) {
      return;
    }
  }
  throw new Error('The kind Widget was defined and is not served');
}
