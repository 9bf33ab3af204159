import { parse } from 'yaml';
import type { PullRequest } from '../forge/ForgeClient';
import { renderTree, type RenderOptions } from '../template';
import { normalize, slugify } from '../template/templateFunctions';
import { generatorSchema, sentenceOf, type Generator } from './schemas';

/** What one Application is rendered from. */
export type Parameters = Record<string, unknown>;

/** What generators look at. */
export type GeneratorSources = {
  /** Paths of all files of a repository at a revision. */
  listFiles(url: string, revision: string): Promise<string[]>;
  readFile(url: string, revision: string, path: string): Promise<string>;
  /** The open pull requests that GitHub's API gives. */
  listPullRequests(github: {
    api?: string;
    owner: string;
    repo: string;
  }): Promise<PullRequest[]>;
};

/** A glob of paths: `*` stops at a slash, `**` does not. */
export function pathGlob(glob: string): RegExp {
  const body = glob
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map(part => {
      switch (part) {
        case '**/':
          return '(?:.*/)?';
        case '**':
          return '.*';
        case '*':
          return '[^/]*';
        case '?':
          return '[^/]';
        default:
          return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
      }
    })
    .join('');
  return new RegExp(`^${body}$`);
}

function pathParameters(path: string): Parameters {
  const segments = path.split('/');
  const basename = segments.at(-1)!;
  return {
    path,
    basename,
    basenameNormalized: normalize(basename),
    segments,
  };
}

type Rule = { path: string; exclude: boolean };

function selected(paths: string[], rules: Rule[]): string[] {
  const matches = (exclude: boolean) => (path: string) =>
    rules.some(
      rule => rule.exclude === exclude && pathGlob(rule.path).test(path),
    );
  const included = matches(false);
  const excluded = matches(true);
  return paths.filter(path => included(path) && !excluded(path)).sort();
}

/** Every folder of a repository that holds a file, at any depth. */
export function foldersOf(files: string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    const segments = file.split('/').slice(0, -1);
    segments.forEach((_, at) => {
      // Argo CD does not offer hidden folders.
      const path = segments.slice(0, at + 1);
      if (!path.some(part => part.startsWith('.'))) {
        folders.add(path.join('/'));
      }
    });
  }
  return [...folders].sort();
}

async function fromGit(
  git: NonNullable<Generator['git']>,
  sources: GeneratorSources,
): Promise<Parameters[]> {
  const files = await sources.listFiles(git.repoURL, git.revision);
  if (git.directories) {
    return selected(foldersOf(files), git.directories).map(path => ({
      path: pathParameters(path),
    }));
  }
  const paths = selected(files, git.files ?? []);
  return Promise.all(
    paths.map(async path => {
      const text = await sources.readFile(git.repoURL, git.revision, path);
      const content: unknown = parse(text);
      const filename = path.split('/').at(-1)!;
      return {
        ...(typeof content === 'object' ? content : {}),
        path: {
          ...pathParameters(path.split('/').slice(0, -1).join('/')),
          filename,
          filenameNormalized: normalize(filename),
        },
      };
    }),
  );
}

/** What Argo CD tells a template of a pull request. */
export function pullRequestParameters(pull: PullRequest): Parameters {
  return {
    // A text, as in Argo CD: numbers of parameters are texts.
    number: String(pull.number),
    title: pull.title,
    branch: pull.head.ref,
    branch_slug: slugify(pull.head.ref, 50),
    target_branch: pull.base.ref,
    target_branch_slug: slugify(pull.base.ref, 50),
    head_sha: pull.head.sha,
    head_short_sha: pull.head.sha.slice(0, 8),
    head_short_sha_7: pull.head.sha.slice(0, 7),
    labels: pull.labels.map(label => label.name),
    author: pull.user?.login ?? '',
  };
}

async function fromPullRequests(
  { github, filters }: NonNullable<Generator['pullRequest']>,
  sources: GeneratorSources,
): Promise<Parameters[]> {
  const pulls = await sources.listPullRequests(github);
  const test = (pattern: string | undefined, text: string) =>
    pattern === undefined || new RegExp(pattern).test(text);
  return pulls
    .filter(pull =>
      github.labels.every(label =>
        pull.labels.some(present => present.name === label),
      ),
    )
    .filter(
      pull =>
        filters.length === 0 ||
        filters.some(
          filter =>
            test(filter.branchMatch, pull.head.ref) &&
            test(filter.targetBranchMatch, pull.base.ref) &&
            test(filter.titleMatch, pull.title),
        ),
    )
    .map(pullRequestParameters);
}

function withValues(
  parameters: Parameters[],
  values: Record<string, string> | undefined,
  options: RenderOptions,
): Parameters[] {
  return values
    ? parameters.map(one => ({
        ...one,
        values: renderTree(values, one, options),
      }))
    : parameters;
}

/**
 * What a generator of an ApplicationSet gives: one set of parameters for each
 * Application.
 *
 * @throws Error with a sentence for the ApplicationSet's condition.
 */
export async function generateParameters(
  generator: unknown,
  sources: GeneratorSources,
  options: RenderOptions,
): Promise<Parameters[]> {
  const parsed = generatorSchema.safeParse(generator);
  if (!parsed.success) {
    throw new Error(sentenceOf(parsed.error, 'generator'));
  }
  const { git, pullRequest, list, matrix } = parsed.data;
  if (git) {
    return withValues(await fromGit(git, sources), git.values, options);
  }
  if (pullRequest) {
    const parameters = await fromPullRequests(pullRequest, sources);
    return withValues(parameters, pullRequest.values, options);
  }
  if (list) {
    return list.elements;
  }
  if (matrix) {
    const [outer, inner] = matrix.generators;
    const all: Parameters[] = [];
    for (const first of await generateParameters(outer, sources, options)) {
      const rendered = renderTree(inner, first, options);
      for (const second of await generateParameters(
        rendered,
        sources,
        options,
      )) {
        all.push({ ...first, ...second });
      }
    }
    return all;
  }
  throw new Error(
    `the generator ${Object.keys(parsed.data).join(
      ', ',
    )} is not known to this stand-in: use git, pullRequest, list or matrix`,
  );
}
