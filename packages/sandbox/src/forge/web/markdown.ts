import { Html, html } from './html';

const INLINE =
  /\\([!-/:-@[-`{-~])|`([^`]+)`|\*\*((?:\\.|[^*\\])+)\*\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>()]+)/g;

function link(address: string, words: string): Html {
  return html`<a href="${address}" rel="nofollow noopener">${words}</a>`;
}

function inline(text: string): Html[] {
  const parts: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, escaped, code, bold, words, target, bare] = match;
    parts.push(html`${text.slice(end, match.index)}`);
    if (escaped) {
      parts.push(html`${escaped}`);
    } else if (code) {
      parts.push(html`<code>${code}</code>`);
    } else if (bold) {
      parts.push(html`<strong>${inline(bold)}</strong>`);
    } else {
      parts.push(link(target ?? bare, words ?? bare));
    }
    end = match.index + whole.length;
  }
  return [...parts, html`${text.slice(end)}`];
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim());
}

function table(lines: string[]): Html {
  const [head, , ...rows] = lines;
  const names = cells(head);
  const named = names.some(Boolean);
  const headings = html`<thead>
    <tr>
      ${names.map(cell => html`<th scope="col">${inline(cell)}</th>`)}
    </tr>
  </thead>`;
  const lineOf = (row: string) =>
    html`<tr>
      ${cells(row).map(cell => html`<td>${inline(cell)}</td>`)}
    </tr>`;
  return html`<div class="scroll">
    <table>
      ${named && headings}
      <tbody>
        ${rows.map(lineOf)}
      </tbody>
    </table>
  </div>`;
}

function paragraph(lines: string[]): Html {
  const broken = lines.map((line, index) =>
    index === 0 ? inline(line) : [html`<br />`, ...inline(line)],
  );
  return html`<p>${broken.flat()}</p>`;
}

/** Lines from the first on that look alike; takes them away. */
function takeWhile(lines: string[], test: (line: string) => boolean): string[] {
  const end = lines.findIndex(line => !test(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

const BLOCK_START = /^(#{1,6} |```|[-*] |\d+[.)] |\||<\/?(details|summary))/;

function block(lines: string[]): Html {
  const [line] = lines;
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading) {
    lines.shift();
    return html`<h3>${inline(heading[2])}</h3>`;
  }
  if (line.startsWith('```')) {
    lines.shift();
    const code = takeWhile(lines, each => !each.startsWith('```'));
    lines.shift();
    return html`<pre tabindex="0"><code>${code.join('\n')}</code></pre>`;
  }
  if (/^[-*] /.test(line)) {
    const items = takeWhile(lines, each => /^[-*] /.test(each));
    return html`<ul>
      ${items.map(item => html`<li>${inline(item.slice(2))}</li>`)}
    </ul>`;
  }
  if (/^\d+[.)] /.test(line)) {
    const items = takeWhile(lines, each => /^\d+[.)] /.test(each));
    return html`<ol>
      ${items.map(
        item => html`<li>${inline(item.replace(/^\d+[.)] /, ''))}</li>`,
      )}
    </ol>`;
  }
  if (line.startsWith('|') && /^\|[\s:|-]+$/.test(lines[1] ?? '')) {
    return table(takeWhile(lines, each => each.startsWith('|')));
  }
  const first = lines.shift()!;
  const rest = takeWhile(
    lines,
    each => each.trim() !== '' && !BLOCK_START.test(each),
  );
  return paragraph([first, ...rest]);
}

/** A fold: `<details>` and `<summary>`, the one piece of HTML that is let through. */
function fold(lines: string[]): Html {
  const first = lines.shift()!.trim().slice('<details>'.length);
  const rest = takeWhile(lines, each => each.trim() !== '</details>');
  lines.shift();
  const inner = [first, ...rest];
  const summary = inner.findIndex(each => each.includes('<summary>'));
  const [words] = summary < 0 ? ['Details'] : inner.splice(summary, 1);
  const plain = words.replace(/<\/?(summary|b|strong)>/g, '').trim();
  return html`<details>
    <summary>${plain}</summary>
    ${renderLines(inner)}
  </details>`;
}

function renderLines(lines: string[]): Html[] {
  const blocks: Html[] = [];
  while (lines.length > 0) {
    if (lines[0].trim() === '') {
      lines.shift();
    } else if (lines[0].trim().startsWith('<details>')) {
      blocks.push(fold(lines));
    } else {
      blocks.push(block(lines));
    }
  }
  return blocks;
}

/**
 * The small part of Markdown that people write in pull requests. Everything
 * else, all other HTML above all, is shown as the text that it is.
 */
export function markdown(text: string): Html {
  const visible = text.replace(/\r/g, '').replace(/<!--[\s\S]*?-->/g, '');
  return html`<div class="prose">${renderLines(visible.split('\n'))}</div>`;
}
