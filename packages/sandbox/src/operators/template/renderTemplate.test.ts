import { renderTemplate, renderTree } from './renderTemplate';

const data = {
  path: {
    path: 'instances/press-kit',
    basename: 'press-kit',
    segments: ['instances', 'press-kit'],
  },
  branch: 'feature/spring-signup',
  number: 7,
  labels: ['preview', 'urgent'],
  owner: undefined,
  spec: { title: 'Press "kit"', public: true },
};

describe('renderTemplate', () => {
  it.each([
    ['plain text', 'plain text'],
    ['{{ .path.basename }}-staging', 'press-kit-staging'],
    ['{{.branch | trimPrefix "feature/"}}', 'spring-signup'],
    [
      '{{ trimPrefix "feature/" .branch }}-pr-{{ .number }}',
      'spring-signup-pr-7',
    ],
    [
      '{{ printf "%s-pr-%d" (.branch | trimPrefix "feature/") .number }}',
      'spring-signup-pr-7',
    ],
    ['{{ index .path.segments 1 }}', 'press-kit'],
    ['{{ normalize "Feature/Äpfel_1" }}', 'feature--pfel-1'],
    ['{{ .spec.title | quote }}', '"Press \\"kit\\""'],
    ['{{ default "none" .owner }}', 'none'],
    ['{{ .owner }}', '<no value>'],
    ['{{ if .spec.public }}public{{ else }}internal{{ end }}', 'public'],
    [
      '{{ if eq .number 8 }}a{{ else if eq .number 7 }}b{{ else }}c{{ end }}',
      'b',
    ],
    ['{{ if and .spec.public (not .owner) }}yes{{ end }}', 'yes'],
    ['{{ range .labels }}[{{ . }}]{{ end }}', '[preview][urgent]'],
    [
      '{{ range $at, $label := .labels }}{{ $at }}={{ $label }};{{ end }}',
      '0=preview;1=urgent;',
    ],
    ['{{ range .nothing }}x{{ else }}none{{ end }}', 'none'],
    [
      '{{ with .path }}{{ .basename }} of {{ $.branch }}{{ end }}',
      'press-kit of feature/spring-signup',
    ],
    ['{{ $app := .path.basename }}{{ $app }}', 'press-kit'],
    ['a {{- " b " -}} c', 'a b c'],
    ['{{/* a remark */}}x', 'x'],
    ['{{ (index .labels 0) | upper }}', 'PREVIEW'],
    ['{{ replace "/" "-" .branch | trunc 7 }}', 'feature'],
    ['{{ `raw {` }}', 'raw {'],
  ])('renders %s', (template, expected) => {
    expect(renderTemplate(template, data)).toBe(expected);
  });

  it.each([
    ['{{ .branch | shout }}', 'function "shout" not defined'],
    ['{{ $missing }}', 'undefined variable $missing'],
    ['{{ .branch', 'not closed'],
    ['{{ if .branch }}', 'has no end'],
    ['{{ end }}', 'without its beginning'],
    ['{{ "a" | "b" }}', 'only a function'],
    ['{{ .a ~ }}', 'cannot read "~"'],
    ['{{ }}', 'ends too early'],
    ['{{ .number) }}', 'unexpected ")"'],
    [
      '{{ toString.constructor }}{{ constructor }}',
      'function "constructor" not defined',
    ],
  ])('refuses %s', (template, message) => {
    expect(() => renderTemplate(template, data)).toThrow(message);
  });

  it('takes a missing key for an error when strict', () => {
    expect(() =>
      renderTemplate('{{ .path.nope }}', data, { strict: true }),
    ).toThrow('map has no entry for key "nope"');
  });

  it('takes other delimiters and functions, and the fields of what they give', () => {
    expect(
      renderTemplate('<< inputs.app >> {{ .x }}', undefined, {
        delimiters: { open: '<<', close: '>>' },
        functions: { inputs: () => ({ app: 'press-kit' }) },
      }),
    ).toBe('press-kit {{ .x }}');
  });
});

describe('renderTree', () => {
  it('renders keys and values at every depth and leaves the rest alone', () => {
    expect(
      renderTree(
        { '{{ .number }}': ['{{ .branch }}', 3, true, { deep: 'as is' }] },
        data,
      ),
    ).toEqual({ '7': ['feature/spring-signup', 3, true, { deep: 'as is' }] });
  });
});
