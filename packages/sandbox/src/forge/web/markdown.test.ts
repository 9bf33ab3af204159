import { markdown } from './markdown';

const rendered = (text: string) =>
  markdown(text)
    .toString()
    .replace(/>\s+/g, '>')
    .replace(/\s+</g, '<')
    .replace(/^<div class="prose">|<\/div>$/g, '');

describe('markdown', () => {
  it.each([
    ['a **b** `c`', '<p>a<strong>b</strong><code>c</code></p>'],
    ['sign\\-up \\*\\*not bold\\*\\*', '<p>sign-up **not bold**</p>'],
    ['**sign\\-up**', '<p><strong>sign-up</strong></p>'],
    [
      '| a |\n|---|\n| 1 \\| 2 |',
      '<div class="scroll"><table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>1 | 2</td></tr></tbody></table></div>',
    ],
    ['# Title', '<h3>Title</h3>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['a\nb', '<p>a<br>b</p>'],
    ['a <!-- hidden --> b', '<p>a  b</p>'],
    ['```\n<b>\n```', '<pre tabindex="0"><code>&lt;b&gt;</code></pre>'],
    [
      '[x](https://a.example)',
      '<p><a href="https://a.example" rel="nofollow noopener">x</a></p>',
    ],
    ['[x](javascript:x)', '<p>[x](javascript:x)</p>'],
    [
      '| a | b |\n|---|---|\n| 1 | 2 |',
      '<div class="scroll"><table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>',
    ],
    [
      '<details><summary>More</summary>\n\ntext\n</details>',
      '<details><summary>More</summary><p>text</p></details>',
    ],
  ])('renders %j', (text, expected) => {
    expect(rendered(text).replace(/<br\s*\/?>/g, '<br>')).toBe(expected);
  });

  it.each([
    '<script>x</script>',
    '<details onclick=x>',
    '<img src=x onerror=y>',
    '**<b>**',
    '`<i>`',
    '| <u> |\n|---|\n| <s> |',
    '<details><summary><img src=x></summary>\n</details>',
    '<details>',
    '```',
    '| a',
  ])('lets no markup of %j through and comes to an end', text => {
    expect(rendered(text)).not.toMatch(/<(script|img|b|i|u|s|details \w)\b/);
  });
});
