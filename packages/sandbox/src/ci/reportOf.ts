import type { ProcessResult } from '../operators/process/runProcess';

/** A line of a file that a check speaks of, as GitHub's checks API takes it. */
export type Annotation = {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'failure';
  message: string;
};

/** How a check ended, as GitHub's checks API takes it. */
export type Report = {
  conclusion: 'success' | 'failure';
  output: {
    title: string;
    summary: string;
    text?: string;
    annotations?: Annotation[];
  };
};

/** GitHub takes at most this many annotations in one request. */
const MOST_ANNOTATIONS = 50;

/** GitHub takes at most this many characters of text. */
const MOST_TEXT = 65_535;

// `instances/a/values.yaml:3:5: what is wrong`; the column may be missing.
const PROBLEM =
  /^\s*(?:\.\/)?(?<path>[\w@][\w@./-]*\.[a-z]+):(?<line>\d+)(?::\d+)?:?\s+(?<message>\S.*)$/;

// `::error file=instances/a/values.yaml,line=3,col=5::what is wrong`
const COMMAND =
  /^::error (?:.*,)?file=(?<path>[^,:]+)(?:,line=(?<line>\d+))?[^:]*::(?<message>.*)$/;

// How GitHub's workflow commands write what would end them.
function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}

/**
 * The problems that a command printed, one per line: as compilers do, or as
 * GitHub's workflow commands.
 */
export function annotationsOf(text: string): Annotation[] {
  return text
    .split('\n')
    .flatMap(line => {
      const found = COMMAND.exec(line) ?? PROBLEM.exec(line);
      const { path, line: at = '1', message } = found?.groups ?? {};
      return path
        ? [
            {
              path,
              start_line: Number(at),
              end_line: Number(at),
              annotation_level: 'failure' as const,
              message: unescaped(message.trim()),
            },
          ]
        : [];
    })
    .slice(0, MOST_ANNOTATIONS);
}

// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;

/**
 * What a check says, by how its command ended: 0 passed, 1 found something,
 * anything else could not look.
 */
export function reportOf(result: ProcessResult): Report {
  const printed = [result.stdout, result.stderr]
    .map(text => text.replace(COLOURS, '').trim())
    .filter(Boolean)
    .join('\n\n');
  // A fence longer than any in the text, so that the text cannot leave it.
  const text = printed
    ? `~~~~~~~~\n${printed.slice(0, MOST_TEXT - 100)}\n~~~~~~~~`
    : undefined;
  const annotations = annotationsOf(printed);
  if (result.code === 0) {
    return {
      conclusion: 'success',
      output: {
        title: 'The files are in order',
        summary: 'Nothing needs a fix.',
        text,
      },
    };
  }
  if (result.code === 1) {
    return {
      conclusion: 'failure',
      output: {
        title: 'Something needs a fix',
        summary:
          annotations.length > 0
            ? annotations
                .map(
                  one =>
                    `- ${one.path}, line ${one.start_line}: ${one.message}`,
                )
                .join('\n')
            : 'See the details below for what to fix.',
        text,
        annotations,
      },
    };
  }
  return {
    conclusion: 'failure',
    output: {
      title: 'The check could not be run',
      summary:
        'This is no mistake in the request: the command that validates it failed. Ask an SRE to look at the details below.',
      text,
    },
  };
}
