import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** The answers of the second example. */
export const EXAMPLE_ANSWERS = {
  name: 'spring-signup',
  title: 'Spring sign-up',
  owner: 'group:default/marketing',
  contact: 'events@acme.example',
  costCenter: 'CC-1234',
  visibility: 'internal',
  image: 'ghcr.io/acme/event:1.4.2',
};

function step(answers: string): string {
  return `steps:
  - id: create
    name: Open the request
    action: microapps:instance:create
    input:
      template: basic-webapp
      answers:${answers}
`;
}

/** How templates use `microapps:instance:create`. */
export const examples: TemplateExample[] = [
  {
    description:
      'Ask for a micro-app with everything that the form was answered with',
    example: step(' ${{ parameters }}'),
  },
  {
    description: 'Ask for a micro-app with fixed answers',
    example: step(
      Object.entries(EXAMPLE_ANSWERS)
        .map(([name, answer]) => `\n        ${name}: ${answer}`)
        .join(''),
    ),
  },
];
