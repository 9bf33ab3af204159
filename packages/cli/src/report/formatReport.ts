import { formatProblem } from '@microapps/plugin-microapps-node';
import type { Report } from './Report';

/** How a report can be printed. */
export const FORMATS = ['text', 'json', 'github'] as const;

/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function summary({ findings, notRendered, checked }: Report): string {
  const looked = `${count(
    checked.instances,
    'micro-app',
    'micro-apps',
  )} and ${count(checked.templates, 'template', 'templates')} checked, ${count(
    checked.rendered,
    'folder',
    'folders',
  )} rendered`;
  if (findings.length > 0) {
    return `${looked}: ${count(
      findings.length,
      'thing needs',
      'things need',
    )} a fix.`;
  }
  return notRendered.length > 0
    ? `${looked}: nothing needs a fix as far as could be told here.`
    : `${looked}: nothing needs a fix.`;
}

function formatText(report: Report): string {
  return [
    ...report.findings.map(finding =>
      // Tools that read such lines want a line number.
      formatProblem({ ...finding, line: finding.line ?? 1 }),
    ),
    ...report.notRendered.map(notice => `not rendered here: ${notice}`),
    summary(report),
    '',
  ].join('\n');
}

/** The escapes of GitHub's workflow commands; properties end at `:` and `,` as well. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function formatGithub(report: Report): string {
  return [
    ...report.findings.map(({ path, line = 1, column = 1, message }) => {
      const place = `file=${escapeProperty(path)},line=${line},col=${column}`;
      return `::error ${place}::${escapeData(message)}`;
    }),
    ...report.notRendered.map(
      notice => `::warning::not rendered here: ${escapeData(notice)}`,
    ),
    escapeData(summary(report)),
    '',
  ].join('\n');
}

/** Prints a report for a person, for a program, or for GitHub's workflow log. */
export function formatReport(report: Report, format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'github':
      return formatGithub(report);
    default:
      return formatText(report);
  }
}
