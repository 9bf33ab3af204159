type Rule = { pattern: RegExp; negated: boolean; directoryOnly: boolean };

/** What Flux's source-controller leaves out of every artifact by itself. */
export const DEFAULT_IGNORE = [
  '.git/',
  '.gitignore',
  '.gitmodules',
  '.gitattributes',
  '*.jpg',
  '*.jpeg',
  '*.gif',
  '*.png',
  '*.wmv',
  '*.flv',
  '*.tar.gz',
  '*.zip',
  '.github/',
  '.circleci/',
  '.travis.yml',
  '.gitlab-ci.yml',
  'appveyor.yml',
  '.drone.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
  '.goreleaser.yml',
  '.sops.yaml',
].join('\n');

function escape(text: string): string {
  return text.replace(/[.+^${}()|\\]/g, '\\$&');
}

function segmentPattern(segment: string): string {
  return segment
    .split(/(\*+|\?|\[[^\]]*\])/)
    .map(part => {
      if (/^\*+$/.test(part)) {
        return '[^/]*';
      }
      if (part === '?') {
        return '[^/]';
      }
      return part.startsWith('[') && part.endsWith(']')
        ? part.replace(/^\[!/, '[^')
        : escape(part);
    })
    .join('');
}

function patternOf(path: string): RegExp {
  // A slash at the beginning or in the middle ties a pattern to the root.
  const anchored = path.includes('/');
  const segments = path.replace(/^\//, '').split('/');
  const body = segments
    .map((segment, at) => {
      const last = at === segments.length - 1;
      if (segment === '**') {
        return last ? '.+' : '(?:[^/]+/)*';
      }
      return segmentPattern(segment) + (last ? '' : '/');
    })
    .join('');
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${body}$`);
}

function parseRule(line: string): Rule | undefined {
  const trimmed = line.replace(/\r$/, '').replace(/(?<!\\)\s+$/, '');
  if (!trimmed || trimmed.startsWith('#')) {
    return undefined;
  }
  const negated = trimmed.startsWith('!');
  const path = negated ? trimmed.slice(1) : trimmed;
  const directoryOnly = path.endsWith('/');
  return {
    negated,
    directoryOnly,
    pattern: patternOf(directoryOnly ? path.slice(0, -1) : path),
  };
}

/**
 * A filter with gitignore's rules, as a GitRepository's `spec.ignore` holds
 * them: the last rule that matches decides.
 *
 * As in go-git, which Flux uses, and unlike in git itself, a file can be taken
 * in again although its folder is left out: the rules are asked for the file
 * and each folder above it, the deepest word counts.
 *
 * @returns whether a file, named by its path from the root, is left out.
 */
export function sourceIgnore(text: string): (path: string) => boolean {
  const rules = text
    .split('\n')
    .map(parseRule)
    .filter(rule => rule !== undefined);

  return path => {
    const segments = path.split('/');
    for (let at = rules.length - 1; at >= 0; at--) {
      const { pattern, directoryOnly, negated } = rules[at];
      const matches = segments.some((_, depth) => {
        const isFile = depth === segments.length - 1;
        return (
          !(isFile && directoryOnly) &&
          pattern.test(segments.slice(0, depth + 1).join('/'))
        );
      });
      if (matches) {
        return !negated;
      }
    }
    return false;
  };
}
