import { EXAMPLE_FORM_YAML } from '../testUtils/exampleTemplates';
import { parseTemplates } from './parseTemplates';
import { formatProblem } from './Problem';

const PATH = 'templates/basic-webapp/form.yaml';

function parse(text: string, path = PATH) {
  const { templates, problems } = parseTemplates(new Map([[path, text]]));
  return { templates, problems: problems.map(formatProblem) };
}

describe('parseTemplates', () => {
  it('reads a template', () => {
    const { templates, problems } = parse(EXAMPLE_FORM_YAML);

    expect(problems).toEqual([]);
    expect(templates).toMatchObject([
      { metadata: { name: 'basic-webapp' }, spec: { renderer: 'kustomize' } },
    ]);
  });

  it('keeps the others when one is broken, and leaves shared folders alone', () => {
    const { templates, problems } = parseTemplates(
      new Map([
        ['templates/_guardrails/form.yaml', 'not: one'],
        ['templates/bad/form.yaml', 'kind: ['],
        [PATH, EXAMPLE_FORM_YAML],
      ]),
    );

    expect(templates).toHaveLength(1);
    expect(problems.map(({ path }) => path)).toEqual([
      'templates/bad/form.yaml',
    ]);
  });

  it.each([
    [
      'a question that every form asks',
      EXAMPLE_FORM_YAML.replace('        replicas:', '        owner:'),
      `${PATH}:21:9 Every form asks for "owner" on its page "About" already. Rename this question.`,
    ],
    [
      'a question that is asked twice',
      EXAMPLE_FORM_YAML.replace('        greeting:', '        image:'),
      `${PATH}:34:9 The question "image" is asked twice. Rename one of the two.`,
    ],
    [
      'a name that a template cannot use',
      EXAMPLE_FORM_YAML.replace('        greeting:', '        "a b":'),
      `${PATH}:34:9 Rename the question "a b": letters, digits and underscores, with a letter first.`,
    ],
    [
      'a required question that nobody asks',
      EXAMPLE_FORM_YAML.replace('required: [image]', 'required: [tag]'),
      `${PATH}:14:7 "tag" is required, but this page does not ask for it.`,
    ],
    [
      'a component that waits for nothing',
      EXAMPLE_FORM_YAML.replace(
        'when: { size: small }',
        'when: { colour: red }',
      ),
      `${PATH}:47:15 "colour" is not a question of this form, so this component is never switched on.`,
    ],
    [
      'a component outside of the template',
      EXAMPLE_FORM_YAML.replace(
        'components/public',
        '../../environments/production',
      ),
      `${PATH}:52:7 Name a folder below the template, such as components/size-small.`,
    ],
    [
      'no valid JSON schema',
      EXAMPLE_FORM_YAML.replace('type: integer', 'type: whole'),
      expect.stringContaining('The form is not a valid JSON schema'),
    ],
    [
      'a schema from elsewhere',
      EXAMPLE_FORM_YAML.replace(
        'type: integer',
        '$ref: https://evil.example/s.json',
      ),
      expect.stringContaining('The form is not a valid JSON schema'),
    ],
    [
      'a default longer than the longest time',
      EXAMPLE_FORM_YAML.replace('defaultDays: 30', 'defaultDays: 300'),
      `${PATH}:53:13 defaultDays (300) must not be more than maxDays (90).`,
    ],
    [
      'another name than its folder',
      EXAMPLE_FORM_YAML.replace('name: basic-webapp', 'name: other'),
      `${PATH}:4:3 The name "other" and the folder "basic-webapp" must be the same.`,
    ],
    [
      'a renderer that is not known',
      EXAMPLE_FORM_YAML.replace('renderer: kustomize', 'renderer: jsonnet'),
      `${PATH}:11:3 spec.renderer must be one of: kustomize, helm.`,
    ],
  ])('reports %s', (_what, text, problem) => {
    const { templates, problems } = parse(text);

    expect(templates).toEqual([]);
    expect(problems).toEqual([problem]);
  });
});
