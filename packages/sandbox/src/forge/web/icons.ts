import { Html, html } from './html';

const PATHS = {
  done: 'M13.5 4.5 6.5 11.5 2.8 7.8',
  failed: 'M4 4l8 8M12 4l-8 8',
  waiting: 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 0 1 0-12.4M8 4.8V8l2.2 1.6',
  skipped: 'M4 8h8',
  folder: 'M2 4.5h4l1.5 2H14v6.5H2z',
  file: 'M4 2h5l3 3v9H4z',
  merge: 'M4.5 13.5v-11M4.5 4.5c.5 3.5 3 5 7 5M9.5 7.5l2 2-2 2',
} as const;

/** A small line drawing; words beside it say the same. */
export function icon(name: keyof typeof PATHS): Html {
  return html`<svg
    class="icon"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d="${PATHS[name]}" />
  </svg>`;
}
