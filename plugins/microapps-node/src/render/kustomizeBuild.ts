import { tmpdir } from 'node:os';
import { findRemoteReference } from './findRemoteReference';
import { findHelm, findKustomize } from './findProgram';
import { runProgram } from './runProgram';

/** A build takes 25 ms; one that takes this long will not end. */
const DEFAULT_TIMEOUT_MS = 20_000;

/** A micro-app renders to some 20 KiB. */
const DEFAULT_MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** What to build, and with what. */
export type KustomizeBuildOptions = {
  /** The folder of the kustomization. */
  directory: string;
  /** The repository's root, which nothing may be loaded from outside of; the folder itself by default. */
  root?: string;
  /** The kustomize to run; found on PATH by default. */
  kustomize?: string;
  /** Whether Helm charts are inflated: a path to helm, or `true` for the one on PATH. */
  helm?: string | boolean;
  timeoutMs?: number;
  maxOutputBytes?: number;
  signal?: AbortSignal;
};

/** What came of a build. */
export type KustomizeBuildResult =
  | { outcome: 'built'; manifests: string }
  /** The kustomization is at fault. */
  | { outcome: 'failed'; message: string }
  /** This machine cannot tell: a program is missing. Never to be taken as a pass. */
  | { outcome: 'not-rendered'; message: string };

/**
 * Runs `kustomize build` without a shell, without the network and within
 * limits. References that are not local are refused before it starts.
 */
export async function kustomizeBuild(
  options: KustomizeBuildOptions,
): Promise<KustomizeBuildResult> {
  const { directory, root = directory } = options;
  const {
    timeoutMs = DEFAULT_TIMEOUT_MS,
    maxOutputBytes = DEFAULT_MAX_OUTPUT_BYTES,
  } = options;
  const remote = await findRemoteReference(directory, root);
  if (remote) {
    return { outcome: 'failed', message: remote };
  }
  const kustomize = await findKustomize({ explicit: options.kustomize });
  if (!kustomize) {
    return missing('kustomize');
  }
  const helm = options.helm
    ? await findHelm({
        explicit: typeof options.helm === 'string' ? options.helm : undefined,
      })
    : undefined;
  if (options.helm && !helm) {
    return missing('helm');
  }
  const result = await runProgram({
    program: kustomize,
    args: [
      'build',
      ...(helm ? ['--enable-helm', '--helm-command', helm] : []),
      '.',
    ],
    directory,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? tmpdir(),
      TMPDIR: tmpdir(),
    },
    timeoutMs,
    maxOutputBytes,
    signal: options.signal,
  });
  switch (result.outcome) {
    case 'missing':
      return missing('kustomize');
    case 'timeout':
      return {
        outcome: 'failed',
        message: `kustomize was stopped: it took longer than ${
          timeoutMs / 1000
        } seconds.`,
      };
    case 'too-much-output':
      return {
        outcome: 'failed',
        message: `kustomize was stopped: it wrote more than ${Math.floor(
          maxOutputBytes / 1024,
        )} KiB.`,
      };
    default:
      return result.code === 0
        ? { outcome: 'built', manifests: result.stdout }
        : {
            outcome: 'failed',
            message: `kustomize cannot build it: ${shorten(
              result.stderr,
              root,
            )}`,
          };
  }
}

function missing(program: 'kustomize' | 'helm'): KustomizeBuildResult {
  return {
    outcome: 'not-rendered',
    message: `${program} was not found on PATH, so nothing was rendered. Install ${program}, or name it in the config.`,
  };
}

/** The program's own words, with paths as they are in the repository. */
function shorten(stderr: string, root: string): string {
  const lines = stderr
    .split('\n')
    .filter(line => line.trim() && !line.startsWith('#'));
  return lines
    .join(' ')
    .replaceAll(`${root}/`, '')
    .replace(/^Error: /, '')
    .slice(0, 2_000);
}
