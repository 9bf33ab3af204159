import type { Application } from './applicationSchema';

type Revisions = { revision?: string; revisions?: string[] };

/**
 * The Git commit that runs. `status.sync` names the commit that was compared
 * with, which is what runs only where there is no difference.
 */
export function deployedRevision({
  spec,
  status,
}: Application): string | undefined {
  const index = gitSourceIndex(spec.sources);
  const of = ({ revision, revisions }: Revisions = {}) =>
    revision || revisions?.at(index) || undefined;

  return status.sync?.status === 'Synced'
    ? of(status.sync)
    : of(status.history.at(-1)) ?? of(status.operationState?.syncResult);
}

/** Of several sources, the first that is no Helm chart from a registry. */
function gitSourceIndex(sources: Application['spec']['sources']): number {
  const index = sources?.findIndex(({ chart }) => chart === undefined) ?? 0;
  return Math.max(index, 0);
}
