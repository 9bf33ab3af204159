/** Something in a file that keeps it from being used, and where. */
export type Problem = {
  /** From the repository's root. */
  path: string;
  /** Counted from 1. */
  line?: number;
  /** Counted from 1. */
  column?: number;
  /** One sentence that says what to do. */
  message: string;
};

/** `instances/x/values.yaml:7:3 Enter the cost center …`, as editors and CI make links of. */
export function formatProblem(problem: Problem): string {
  const place = [problem.path, problem.line, problem.column]
    .filter(part => part !== undefined)
    .join(':');
  return `${place} ${problem.message}`;
}
