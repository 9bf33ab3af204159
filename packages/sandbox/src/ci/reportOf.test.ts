import { annotationsOf, reportOf } from './reportOf';

describe('annotationsOf', () => {
  it.each([
    [
      'instances/a/values.yaml:3:5: no cost center',
      'instances/a/values.yaml',
      3,
      'no cost center',
    ],
    [
      '  ./templates/x/form.yaml:12 wrong type',
      'templates/x/form.yaml',
      12,
      'wrong type',
    ],
    [
      '::error file=instances/a/values.yaml,line=7,col=3::100%25 wrong',
      'instances/a/values.yaml',
      7,
      '100% wrong',
    ],
    [
      '::error file=instances/a/values.yaml::no cost center',
      'instances/a/values.yaml',
      1,
      'no cost center',
    ],
  ])('reads %j', (line, path, at, message) => {
    expect(annotationsOf(line)).toEqual([
      {
        path,
        start_line: at,
        end_line: at,
        annotation_level: 'failure',
        message,
      },
    ]);
  });

  it.each([
    '2 findings',
    'see https://example.org:80 for more',
    '/etc/passwd:1: no',
  ])('takes nothing from %j', line => {
    expect(annotationsOf(line)).toEqual([]);
  });
});

describe('reportOf', () => {
  it.each([
    [0, 'success', 'The files are in order'],
    [1, 'failure', 'Something needs a fix'],
    [2, 'failure', 'The check could not be run'],
    [undefined, 'failure', 'The check could not be run'],
  ])('takes exit code %s for %s', (code, conclusion, title) => {
    const report = reportOf({ code, stdout: 'said', stderr: '' });
    expect(report.conclusion).toBe(conclusion);
    expect(report.output.title).toBe(title);
    expect(report.output.text).toContain('said');
  });

  it('names each place in the summary', () => {
    const report = reportOf({
      code: 1,
      stdout: 'instances/a/values.yaml:3: no cost center\n',
      stderr: '',
    });
    expect(report.output.summary).toBe(
      '- instances/a/values.yaml, line 3: no cost center',
    );
    expect(report.output.annotations).toHaveLength(1);
  });
});
