import { DEFAULT_IGNORE, sourceIgnore } from './sourceIgnore';

const onlyFluxFiles = ['/*', '!/instances/*/production/flux.yaml'].join('\n');

describe('sourceIgnore', () => {
  it.each([
    ['', 'a/b.yaml', false],
    ['# a remark', 'a/b.yaml', false],
    ['*.md', 'docs/readme.md', true],
    ['/*.md', 'docs/readme.md', false],
    ['/*.md', 'readme.md', true],
    ['docs', 'a/docs/x.yaml', true],
    ['docs/', 'docs', false],
    ['docs/', 'docs/x.yaml', true],
    ['/instances/*/values.yaml', 'instances/a/values.yaml', true],
    ['/instances/*/values.yaml', 'instances/a/b/values.yaml', false],
    ['instances/**/values.yaml', 'instances/a/b/values.yaml', true],
    ['instances/**/values.yaml', 'instances/values.yaml', true],
    ['**/production', 'instances/a/production/x.yaml', true],
    ['a.b', 'a-b', false],
    ['file-?.yaml', 'x/file-1.yaml', true],
    [onlyFluxFiles, 'instances/a/production/flux.yaml', false],
    [onlyFluxFiles, 'instances/a/production/values.yaml', true],
    [onlyFluxFiles, 'templates/basic-webapp/form.yaml', true],
    [onlyFluxFiles, 'README.md', true],
    ['*.yaml\n!keep.yaml', 'a/keep.yaml', false],
    ['!keep.yaml\n*.yaml', 'a/keep.yaml', true],
    [DEFAULT_IGNORE, '.github/workflows/validate.yaml', true],
    [DEFAULT_IGNORE, 'instances/a/values.yaml', false],
  ])('with %j, %s is left out: %s', (rules, path, ignored) => {
    expect(sourceIgnore(rules)(path)).toBe(ignored);
  });
});
