import type { DeployedApp } from './describeApp';

/** Text as it may stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    character => `&#${character.codePointAt(0)};`,
  );
}

const STYLE = `
  :root { color-scheme: light dark; --accent: hsl(var(--hue) 60% 38%); }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
    font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif;
    background: light-dark(hsl(var(--hue) 45% 95%), hsl(var(--hue) 20% 11%)); color: light-dark(#1d2430, #edf0f5); }
  main { width: min(100%, 42rem); border-radius: 1rem; overflow: hidden;
    background: light-dark(#fff, hsl(var(--hue) 14% 17%)); box-shadow: 0 1rem 3rem rgb(0 0 0 / 14%); }
  header { padding: 3rem 2.5rem 2.5rem; color: #fff; background: var(--accent); }
  h1 { margin: 0; font-size: clamp(1.75rem, 5vw, 2.5rem); line-height: 1.2; overflow-wrap: anywhere; }
  header p { margin: 0.5rem 0 0; }
  section { padding: 2rem 2.5rem; }
  section > p { margin: 0 0 1.5rem; white-space: pre-line; overflow-wrap: anywhere; }
  dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: 0.5rem 1.5rem; font-size: 0.9375rem; }
  dt { color: light-dark(#5a6474, #aab3c2); } dd { margin: 0; overflow-wrap: anywhere; }
`;

// Every app has its own colour, the same on each visit.
function hueOf(name: string): number {
  return [...name].reduce(
    (hue, character) => (hue * 31 + character.codePointAt(0)!) % 360,
    0,
  );
}

function page(options: {
  title: string;
  hue: number;
  head: string;
  body: string;
  refresh?: boolean;
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${
  options.refresh ? '<meta http-equiv="refresh" content="2">\n' : ''
}<title>${escapeHtml(options.title)}</title>
<style>:root { --hue: ${options.hue}; }${STYLE}</style>
</head>
<body>
<main>
<header>${options.head}</header>
<section>${options.body}</section>
</main>
</body>
</html>
`;
}

function environmentSentence(app: DeployedApp): string {
  if (app.pullRequest) {
    return `Preview of pull request #${app.pullRequest}`;
  }
  return app.environment
    ? app.environment[0].toUpperCase() + app.environment.slice(1)
    : app.namespace;
}

function facts(rows: [string, string | undefined][]): string {
  const shown = rows.flatMap(([term, value]) =>
    value ? [`<dt>${term}</dt><dd>${escapeHtml(value)}</dd>`] : [],
  );
  return `<dl>${shown.join('')}</dl>`;
}

/** The page of a micro-app that runs. */
export function renderApp(app: DeployedApp): string {
  const message = app.message ?? `${app.title} is up and running.`;
  return page({
    title: app.title,
    hue: hueOf(app.name),
    head: `<h1>${escapeHtml(app.title)}</h1>${
      app.headline ? `<p>${escapeHtml(app.headline)}</p>` : ''
    }`,
    body: `<p>${escapeHtml(message)}</p>${facts([
      ['Micro-app', app.name],
      ['Environment', environmentSentence(app)],
      ['Image', app.image],
    ])}`,
  });
}

/** The page of a micro-app that does not answer yet; it loads itself again. */
export function renderStarting(app: DeployedApp): string {
  return page({
    title: `${app.title} is starting`,
    hue: hueOf(app.name),
    refresh: true,
    head: `<h1>${escapeHtml(app.title)} is starting</h1>`,
    body: '<p>This page opens by itself as soon as it is ready.</p>',
  });
}

/** The page of an address at which nothing is deployed. */
export function renderUnknown(host: string): string {
  return page({
    title: 'Nothing is deployed here',
    hue: 220,
    head: '<h1>Nothing is deployed here</h1>',
    body: `<p>No micro-app answers at ${escapeHtml(
      host,
    )}. If it was a preview, its pull request is closed by now.</p>`,
  });
}

/** The page when a cluster cannot be asked. */
export function renderUnreachable(): string {
  return page({
    title: 'Not reachable just now',
    hue: 220,
    refresh: true,
    head: '<h1>Not reachable just now</h1>',
    body: '<p>The cluster behind this address does not answer. This page tries again by itself.</p>',
  });
}
