import type { LoggerService } from '@backstage/backend-plugin-api';
import { formatProblem, type Problem } from '@microapps/plugin-microapps-node';

/** Says each problem once, and once more when it has gone. */
export class ProblemReport {
  #reported = new Set<string>();

  constructor(private readonly logger: LoggerService) {}

  report(problems: readonly Problem[]): void {
    const now = new Set(problems.map(formatProblem));
    for (const problem of now) {
      if (!this.#reported.has(problem)) {
        this.logger.warn(`Needs a fix: ${problem}`);
      }
    }
    for (const problem of this.#reported) {
      if (!now.has(problem)) {
        this.logger.info(`Mended: ${problem}`);
      }
    }
    this.#reported = now;
  }
}
