import type {
  MicroApp,
  MicroAppTemplate,
} from '@microapps/plugin-microapps-common';
import {
  escapeMarkdown,
  requestedByLine,
} from '@microapps/plugin-microapps-node';
import type { Person } from './personOf';

/** The text of the request, for the person who reviews it. */
export function requestBody(
  app: MicroApp,
  template: MicroAppTemplate,
  person: Person,
): string {
  const { spec } = app;
  const who = person.ref ? `${person.name} (${person.ref})` : person.name;
  const rows = [
    ['Owner', spec.owner],
    ['Contact', spec.contact],
    ['Cost center', spec.costCenter],
    ['Seen by', spec.visibility === 'public' ? 'everyone' : 'colleagues'],
    ['Kept until', spec.expiresAt ?? 'further notice'],
    ['Template', `${template.metadata.title} ${template.spec.version}`],
  ];
  return [
    `${escapeMarkdown(who)} asks for a new micro-app: **${escapeMarkdown(
      spec.title,
    )}** (${app.metadata.name}).`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([label, value]) => `| ${label} | ${escapeMarkdown(value)} |`),
    '',
    'The files were generated from the answers of a form. A preview opens while this request is open; staging follows the merge.',
    '',
    requestedByLine(person.name),
    '',
  ].join('\n');
}
