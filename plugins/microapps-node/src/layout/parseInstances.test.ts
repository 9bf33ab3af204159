import { exampleTemplate } from '../testUtils/exampleTemplates';
import { checkParameters } from './checkParameters';
import { parseInstance, placeFindings } from './parseInstance';
import { parseInstances } from './parseInstances';
import { formatProblem } from './Problem';

const VALUES = `apiVersion: microapps.dev/v1alpha1
kind: MicroApp
metadata:
  name: event
  annotations:
    config.kubernetes.io/local-config: "true"
spec:
  template: basic-webapp
  title: Spring event
  owner: group:default/marketing
  contact: events@acme.example
  costCenter: CC-1234
  visibility: internal
  parameters:
    image: ghcr.io/acme/event:1.4.2
`;
const PATH = 'instances/event/values.yaml';

function problemsOf(text: string, path = PATH): string[] {
  const { app, problems } = parseInstance(path, text);
  expect(app === undefined).toBe(problems.length > 0);
  return problems.map(formatProblem);
}

describe('parseInstance', () => {
  it('reads a micro-app', () => {
    expect(parseInstance(PATH, VALUES)).toMatchObject({
      app: { metadata: { name: 'event' }, spec: { paused: false } },
      problems: [],
    });
  });

  it('takes the comments of a person who wrote it by hand', () => {
    expect(problemsOf(`# by Ana\n${VALUES}# end\n`)).toEqual([]);
  });

  it.each([
    [
      'a wrong value',
      VALUES.replace('CC-1234', 'marketing'),
      [`${PATH}:12:3 Enter the cost center that pays for it (like CC-1234).`],
    ],
    [
      'a missing field, at its parent',
      VALUES.replace('  costCenter: CC-1234\n', ''),
      [`${PATH}:7:1 Enter the cost center that pays for it (like CC-1234).`],
    ],
    [
      'a field that is not allowed',
      VALUES.replace('  title:', '  replicas: 3\n  title:'),
      [`${PATH}:9:3 The field "replicas" is not known here. Remove it.`],
    ],
    [
      'another kind',
      VALUES.replace('kind: MicroApp', 'kind: Secret'),
      [`${PATH}:2:1 kind must be "MicroApp".`],
    ],
    [
      'no template',
      VALUES.replace('template: basic-webapp', 'template: ""'),
      [`${PATH}:8:3 Name the template that it is made from.`],
    ],
    [
      'a field twice',
      VALUES.replace('  title:', '  title: A\n  title:'),
      [`${PATH}:10:3 This field is here twice. Keep one of the two.`],
    ],
    [
      'a second document',
      `${VALUES}---\na: 1\n`,
      [
        `${PATH}:16:1 Keep one document in this file: remove the line "---" and what follows it.`,
      ],
    ],
    [
      'a tag',
      VALUES.replace('Spring event', '!!js/function "x"'),
      [
        `${PATH}:9:10 Remove the YAML tag (the word that begins with "!"): only plain values are read.`,
      ],
    ],
    [
      'a value that Kustomize reads as another',
      VALUES.replace('Spring event', 'on'),
      [
        `${PATH}:9:10 Put quotes around on: without them, other programs read another value.`,
      ],
    ],
    [
      'the prototype',
      VALUES.replace('    image:', '    __proto__: { a: 1 }\n    image:'),
      [`${PATH}:15:5 The name "__proto__" is not allowed. Remove it.`],
    ],
    [
      'a line break that only YAML 1.1 knows',
      VALUES.replace('Spring event', 'Spring\u2028owner'),
      [
        `${PATH}:9:16 Remove the invisible character U+2028: it can make this line read differently than it looks.`,
      ],
    ],
    [
      'a carriage return alone',
      VALUES.replace('Spring event', 'Spring # x\r  owner: group:default/sre'),
      [
        `${PATH}:9:20 Remove the invisible character U+000D: it can make this line read differently than it looks.`,
      ],
    ],
    [
      'another name than its folder',
      VALUES.replace('name: event', 'name: other'),
      [`${PATH}:4:3 The name "other" and the folder "event" must be the same.`],
    ],
    [
      'something else',
      'hello',
      [expect.stringMatching(/must be of type object/)],
    ],
    ['nothing', '', [expect.stringMatching(/must be of type object/)]],
  ])('places %s in the file', (_what, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('names the line of broken YAML', () => {
    const [problem] = parseInstance(
      PATH,
      VALUES.replace('title: ', 'title: "'),
    ).problems;

    expect(problem).toMatchObject({
      line: expect.any(Number),
      message: expect.stringMatching(/^This is not valid YAML: /),
    });
  });

  it('does not expand a bomb of aliases', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items = Array(9)
        .fill(level ? `*a${level - 1}` : 'x')
        .join(', ');
      return `a${level}: &a${level} [${items}]`;
    });

    expect(problemsOf(levels.join('\n'))).toEqual([
      `${PATH} Write repeated values out: too many YAML aliases (*name) are used.`,
    ]);
  });

  it.each([
    ['too many letters', 'x'.repeat(200_000)],
    ['letters of too many bytes', 'ü'.repeat(70_000)],
  ])('does not read a file of %s', (_what, comment) => {
    expect(problemsOf(`${VALUES}# ${comment}`)).toEqual([
      `${PATH} The file is too large: at most 128 KiB are read.`,
    ]);
  });
});

describe('parseInstances', () => {
  it('reads every instance and the environments that are pinned', () => {
    const { instances, problems } = parseInstances(
      new Map([
        ['README.md', ''],
        ['templates/basic-webapp/form.yaml', ''],
        ['instances/event/values.yaml', VALUES],
        ['instances/event/kustomization.yaml', ''],
        ['instances/event/production/values.yaml', VALUES],
        ['instances/event/production/kustomization.yaml', ''],
        ['instances/a/values.yaml', VALUES.replace('name: event', 'name: a')],
      ]),
    );

    expect(problems).toEqual([]);
    expect(instances).toMatchObject([
      {
        path: 'instances/a',
        app: { metadata: { name: 'a' } },
        environments: [],
      },
      { path: 'instances/event', environments: ['production'] },
    ]);
  });

  it('keeps the others when one is broken', () => {
    const { instances, problems } = parseInstances(
      new Map([
        ['instances/bad/values.yaml', 'a: ['],
        ['instances/empty/kustomization.yaml', ''],
        ['instances/event/values.yaml', VALUES],
        ['instances/event/production/values.yaml', 'b: ['],
      ]),
    );

    expect(instances.map(({ app }) => app.metadata.name)).toEqual(['event']);
    expect(new Set(problems.map(({ path }) => path))).toEqual(
      new Set([
        'instances/bad/values.yaml',
        'instances/empty/values.yaml',
        'instances/event/production/values.yaml',
      ]),
    );
  });
});

describe('checkParameters', () => {
  const template = exampleTemplate();

  function check(text: string): string[] {
    const { app } = parseInstance(PATH, text);
    return placeFindings(PATH, text, checkParameters(app!, template)).map(
      formatProblem,
    );
  }

  it('has nothing to say of parameters that the form would have given', () => {
    expect(check(`${VALUES}    replicas: 2\n    size: medium\n`)).toEqual([]);
  });

  it('places each finding at its line', () => {
    expect(
      check(
        `${VALUES}    replicas: 7\n    size: medium\n    privileged: true\n`,
      ),
    ).toEqual([
      `${PATH}:18:5 "privileged" is not a question of the template "Basic web app". Remove it.`,
    ]);
    expect(check(`${VALUES}    size: medium\n    replicas: 7\n`)).toEqual([
      `${PATH}:17:5 "Copies" must be at most 3.`,
    ]);
  });

  it('asks for what the template needs and nothing fills in later', () => {
    expect(check(`${VALUES}    size: small\n`)).toEqual([
      `${PATH}:14:3 Fill in "Copies": the template's default is 1.`,
    ]);
  });
});
