import { FileChange } from '../git/diff';
import { Html, html } from './html';

function rows(patch: string): Html[] {
  let [left, right] = [0, 0];
  return patch.split('\n').map(line => {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (hunk) {
      [left, right] = [Number(hunk[1]), Number(hunk[2])];
      return html`<tr class="hunk">
        <td class="n"></td>
        <td class="n"></td>
        <td>${line}</td>
      </tr>`;
    }
    if (line.startsWith('\\')) {
      return html`<tr class="hunk">
        <td class="n"></td>
        <td class="n"></td>
        <td>${line.slice(2)}</td>
      </tr>`;
    }
    const kind = { '+': 'add', '-': 'del' }[line[0]] ?? '';
    const [before, after] = [
      kind === 'add' ? '' : left++,
      kind === 'del' ? '' : right++,
    ];
    return html`<tr class="${kind}">
      <td class="n">${before}</td>
      <td class="n">${after}</td>
      <td>${line}</td>
    </tr>`;
  });
}

const WORDS: Record<FileChange['status'], string> = {
  added: 'added',
  removed: 'removed',
  modified: 'changed',
  renamed: 'renamed',
  copied: 'copied',
  changed: 'changed',
};

function file(change: FileChange): Html {
  return html`<details class="file" open>
    <summary>
      <span class="mono"
        >${change.previousPath &&
        `${change.previousPath} → `}${change.path}</span
      >
      <span class="soft small">${WORDS[change.status]}</span>
      <span class="small"
        ><span class="plus">+${change.additions}</span>
        <span class="minus">−${change.deletions}</span></span
      >
    </summary>
    ${change.patch
      ? html`<div
          class="scroll"
          tabindex="0"
          role="region"
          aria-label="Changes of ${change.path}"
        >
          <table class="lines mono">
            <tbody>
              ${rows(change.patch)}
            </tbody>
          </table>
        </div>`
      : html`<p class="soft small">Nothing to show as text.</p>`}
  </details>`;
}

/** Changed files with their lines. */
export function diffView(changes: readonly FileChange[]): Html {
  const count = changes.length;
  return html`<section aria-labelledby="files">
    <h2 id="files">${count} ${count === 1 ? 'file' : 'files'} changed</h2>
    ${changes.map(file)}
  </section>`;
}
