const EVERY_MILLISECONDS = 2000;

/**
 * The script that keeps an open page up to date: it replaces the checks and
 * the merge box when they change, and loads the page again when the pull
 * request itself did.
 */
export function liveScript(address: string, key: string): string {
  // "<" would let a text end the script.
  const literal = (text: string) =>
    JSON.stringify(text).replace(/</g, '\\u003c');
  return `
const address = ${literal(address)};
const key = ${literal(key)};
const shown = {};
async function refresh() {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    if (response.ok) {
      const live = await response.json();
      const typing = document.getElementById('body')?.value;
      if (live.key !== key && !typing) { location.reload(); return; }
      for (const part of ['checks', 'merge']) {
        const place = document.getElementById(part);
        if (shown[part] !== undefined && shown[part] !== live[part] && !place.contains(document.activeElement)) {
          place.innerHTML = live[part];
        }
        if (shown[part] === undefined || !place.contains(document.activeElement)) shown[part] = live[part];
      }
    }
  } catch { /* the forge is away for a moment; the next try may find it */ }
  setTimeout(refresh, ${EVERY_MILLISECONDS});
}
refresh();
`;
}
