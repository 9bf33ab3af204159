import { InputError } from '@backstage/errors';
import { FIELD_SENTENCES } from '@microapps/plugin-microapps-common';
import { exampleTemplate } from '../testUtils/exampleTemplates';
import { instanceFiles } from './instanceFiles';
import { microAppFromAnswers } from './microAppFromAnswers';
import { parseInstance } from './parseInstance';

const NOW = new Date('2026-11-20T12:00:00Z');
const ANSWERS = {
  name: 'spring-signup',
  title: 'Spring sign-up',
  owner: 'group:default/marketing',
  contact: 'events@acme.example',
  costCenter: 'CC-1234',
  visibility: 'internal',
  image: 'ghcr.io/acme/event:1.4.2',
};
const template = exampleTemplate();

function sentencesFor(answers: object, form = template): string[] {
  try {
    microAppFromAnswers(form, { ...ANSWERS, ...answers }, { now: NOW });
    return [];
  } catch (error) {
    return error instanceof InputError
      ? error.message.split('\n')
      : [`not an InputError: ${error}`];
  }
}

describe('microAppFromAnswers', () => {
  it('makes a micro-app of the answers, with the defaults of the form', () => {
    expect(microAppFromAnswers(template, ANSWERS, { now: NOW })).toEqual({
      apiVersion: 'microapps.dev/v1alpha1',
      kind: 'MicroApp',
      metadata: {
        name: 'spring-signup',
        annotations: { 'config.kubernetes.io/local-config': 'true' },
      },
      spec: {
        template: 'basic-webapp',
        title: 'Spring sign-up',
        owner: 'group:default/marketing',
        contact: 'events@acme.example',
        costCenter: 'CC-1234',
        visibility: 'internal',
        expiresAt: '2026-12-20',
        paused: false,
        parameters: {
          image: 'ghcr.io/acme/event:1.4.2',
          replicas: 1,
          size: 'small',
        },
      },
    });
  });

  it('shows a micro-app to colleagues only, unless asked for more', () => {
    const app = microAppFromAnswers(
      template,
      { ...ANSWERS, visibility: undefined },
      { now: NOW },
    );

    expect(app.spec.visibility).toBe('internal');
  });

  it('leaves the answers as they were', () => {
    const answers = Object.freeze({
      ...ANSWERS,
      extra: Object.freeze({ a: 1 }),
    });

    expect(() =>
      microAppFromAnswers(template, answers, { now: NOW }),
    ).not.toThrow();
  });

  it.each([
    [{ name: '../../etc' }, 'Choose a name of at most 40 characters'],
    [{ name: 'Spring' }, 'Choose a name of at most 40 characters'],
    [{ name: 'a'.repeat(41) }, 'Choose a name of at most 40 characters'],
    [{ name: '__proto__' }, 'Choose a name of at most 40 characters'],
    [{ name: 'spring\nsignup' }, 'Choose a name of at most 40 characters'],
    [{ name: undefined }, 'Choose a name of at most 40 characters'],
    [{ title: '  ' }, 'Enter a title that colleagues will recognise'],
    [{ title: 'two\nlines' }, 'Write the title on one line.'],
    [{ owner: 'marketing' }, 'Choose the team that owns it.'],
    [{ contact: 'nobody' }, 'Enter an e-mail address'],
    [
      { costCenter: undefined },
      'Enter the cost center that pays for it (like CC-1234).',
    ],
    [
      { costCenter: { $ne: 1 } },
      'Enter the cost center that pays for it (like CC-1234).',
    ],
    [{ visibility: 'secret' }, 'Choose who can see it'],
    [{ expiresAt: '2026-02-30' }, 'Enter the day until which it is kept'],
    [{ expiresAt: '2026-11-19' }, 'Choose a day that has not passed yet'],
    [
      { expiresAt: '2027-02-19' },
      'It can be kept for at most 90 days: choose a day until 2027-02-18.',
    ],
    [{ image: undefined }, 'Fill in "Container image".'],
    [
      { image: 'event' },
      '"Container image" is not written as expected. Write it with its version, like ghcr.io/acme/event:1.4.2.',
    ],
    [{ code: 'abc' }, 'Enter the code in capital letters (like ABC).'],
    [{ replicas: '2' }, '"Copies" must be a whole number.'],
    [{ replicas: 1.5 }, '"Copies" must be a whole number.'],
    [{ replicas: 9 }, '"Copies" must be at most 3.'],
    [{ size: 'huge' }, '"Size" must be one of: small, medium.'],
    [
      { greeting: 'x'.repeat(201) },
      '"Greeting" must have at most 200 characters.',
    ],
    [
      { privileged: true },
      '"privileged" is not a question of the template "Basic web app". Remove it.',
    ],
    [{ constructor: 'x' }, '"constructor" is not a question of the template'],
    [
      JSON.parse('{"__proto__": {"paused": true}}'),
      '"__proto__" is not a question of the template',
    ],
    [
      { extra: JSON.parse('{"__proto__": {"a": 1}}') },
      '"Extra" holds the name "__proto__"',
    ],
    [
      {
        extra: { a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } },
      },
      '"Extra" is nested too deeply.',
    ],
    [
      { greeting: 'a\u2028b: c' },
      '"Greeting" holds the invisible character U+2028.',
    ],
    [
      { greeting: 'a\u202eb' },
      '"Greeting" holds the invisible character U+202E.',
    ],
    [
      { greeting: 'a\u0000b' },
      '"Greeting" holds the invisible character U+0000.',
    ],
    [
      { greeting: 'a\ud800b' },
      '"Greeting" holds the invisible character U+D800.',
    ],
    [{ title: 'a\ufeffb' }, '"title" holds the invisible character U+FEFF.'],
    [{ extra: { a: () => 1 } }, '"Extra" is not a plain value.'],
    [{ replicas: Number.NaN }, '"Copies" must be a number.'],
  ])('answers %j with a sentence', (answers, sentence) => {
    const sentences = sentencesFor(answers);

    expect(sentences).toEqual([expect.stringContaining(sentence)]);
  });

  it('says everything that is wrong at once', () => {
    expect(
      sentencesFor({
        name: 'X',
        costCenter: 'x',
        replicas: 9,
        expiresAt: 'soon',
      }),
    ).toHaveLength(4);
  });

  it.each([
    [{ required: true, defaultDays: 5 }, undefined],
    [{ required: false, maxDays: 10 }, undefined],
    [{ required: false }, undefined],
    [{ required: false }, ''],
    [{ required: false, maxDays: 10 }, '2026-11-30'],
    [{ required: false }, '2026-11-20'],
  ])('with the limits %j it takes the day %j', (expiry, expiresAt) => {
    expect(sentencesFor({ expiresAt }, exampleTemplate({ expiry }))).toEqual(
      [],
    );
  });

  it.each([
    [{ required: true }, undefined, FIELD_SENTENCES.expiresAt],
    [
      { required: false, maxDays: 10 },
      '2026-12-01',
      'It can be kept for at most 10 days: choose a day until 2026-11-30.',
    ],
  ])(
    'with the limits %j it refuses the day %j',
    (expiry, expiresAt, sentence) => {
      expect(sentencesFor({ expiresAt }, exampleTemplate({ expiry }))).toEqual([
        sentence,
      ]);
    },
  );

  it.each([
    '${{ secrets.token }}',
    '{{ .Values.spec }}',
    '<< inputs.app >>',
    '$(touch /tmp/x)',
    '`id`',
    'a: b',
    '- a',
    '# no comment',
    '*alias',
    '&anchor',
    '!!js/function x',
    '--- ',
    'yes',
    'null',
    '~',
    '1:30',
    '012',
    '0x1F',
    '1_000',
    '2026-12-31',
    '=',
    '<<',
    '',
    ' padded ',
    'two\nlines\n\n',
    '"quoted" and \'quoted\'',
    'back\\slash',
    'Grüße, 東京 👩‍💻',
    '%TAG ! x',
    '../../../etc/passwd',
    '\t',
  ])('takes %j as the text that it is', greeting => {
    const app = microAppFromAnswers(
      template,
      { ...ANSWERS, greeting },
      { now: NOW },
    );
    const [values] = instanceFiles(app, template);

    expect(values.path).toBe('instances/spring-signup/values.yaml');
    expect(parseInstance(values.path, values.content)).toEqual({
      app,
      problems: [],
    });
    expect(app.spec.parameters.greeting).toBe(greeting);
  });
});
