import type { MicroAppTemplate } from '@microapps/plugin-microapps-common';
import { parseTemplate } from '../layout';

/** A template as an SRE would write it. */
export const EXAMPLE_FORM_YAML = `apiVersion: microapps.dev/v1alpha1
kind: MicroAppTemplate
metadata:
  name: basic-webapp
  title: Basic web app
  description: A small web app from one container image.
  tags: [web]
spec:
  version: 1.0.0
  owner: group:default/sre
  renderer: kustomize
  form:
    - title: The app
      required: [image]
      properties:
        image:
          title: Container image
          type: string
          pattern: '^[a-z0-9./-]+:[a-zA-Z0-9._-]+$'
          description: Write it with its version, like ghcr.io/acme/event:1.4.2.
        replicas:
          title: Copies
          type: integer
          minimum: 1
          maximum: 3
          default: 1
    - title: Size
      properties:
        size:
          title: Size
          type: string
          enum: [small, medium]
          default: small
        greeting:
          title: Greeting
          type: string
          maxLength: 200
        code:
          title: Code
          type: string
          pattern: '^[A-Z]+$'
          errorMessage: Enter the code in capital letters (like ABC).
        extra:
          title: Extra
          type: object
  components:
    - when: { size: small }
      path: components/size-small
    - when: { size: medium }
      path: components/size-medium
    - when: { visibility: public }
      path: components/public
  expiry: { defaultDays: 30, maxDays: 90 }
`;

/** The template of {@link EXAMPLE_FORM_YAML}, with parts of its spec replaced. */
export function exampleTemplate(
  spec: Partial<MicroAppTemplate['spec']> = {},
): MicroAppTemplate {
  const { template } = parseTemplate(
    'templates/basic-webapp/form.yaml',
    EXAMPLE_FORM_YAML,
  );
  return { ...template!, spec: { ...template!.spec, ...spec } };
}
