import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { FORMATS, formatReport } from '../report/formatReport';
import type { Format } from '../report/formatReport';
import { EXIT_CODES } from '../exitCodes';
import type { Output } from '../Output';
import { validateRepository } from './validateRepository';

type Flags = {
  only?: string[];
  changedSince?: string;
  format: Format;
  requireRender: boolean;
  kustomize?: string;
};

/** `microapps validate [path]`. */
export function validateCommand(
  output: Output,
  exit: (code: number) => void,
): Command {
  return new Command('validate')
    .description(
      'Checks every template and micro-app, and renders each micro-app with kustomize.',
    )
    .argument('[path]', 'a checkout of the microapps repository', '.')
    .addOption(
      new Option(
        '--only <apps>',
        'these micro-apps only, separated by commas',
      ).argParser((value: string) =>
        value
          .split(',')
          .map(app => app.trim())
          .filter(Boolean),
      ),
    )
    .option(
      '--changed-since <ref>',
      'only micro-apps that changed since this branch, tag or commit',
    )
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(FORMATS)
        .default('text'),
    )
    .option(
      '--require-render',
      'fail when kustomize or helm is missing here',
      false,
    )
    .option(
      '--kustomize <path>',
      'the kustomize to run, instead of the one on PATH',
    )
    .action(async (path: string, flags: Flags) => {
      const report = await validateRepository({
        directory: resolve(path),
        only: flags.only,
        changedSince: flags.changedSince,
        kustomize: flags.kustomize,
      });
      output.print(formatReport(report, flags.format));
      if (report.findings.length > 0) {
        exit(EXIT_CODES.findings);
      } else if (flags.requireRender && report.notRendered.length > 0) {
        exit(EXIT_CODES.failed);
      }
    });
}
