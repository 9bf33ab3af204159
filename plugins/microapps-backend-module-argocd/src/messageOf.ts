import type { Application } from './applicationSchema';

/**
 * Why an Application is not well, in Argo CD's words: the cause before the
 * symptom. Nothing when it is well, whatever else Argo CD has to say.
 */
export function messageOf({ status }: Application): string | undefined {
  const { conditions, operationState, health, resources } = status;

  // Warnings, such as of shared resources, are for SREs only.
  const error = conditions.find(({ type }) => type.endsWith('Error'));
  if (error) {
    return error.message || error.type;
  }
  const failed =
    operationState?.phase === 'Failed' || operationState?.phase === 'Error';
  if (failed && status.sync?.status !== 'Synced') {
    return operationState.message;
  }
  if (health?.status !== 'Degraded' && health?.status !== 'Unknown') {
    return undefined;
  }
  const culprit = resources.find(
    resource => resource.health?.status === health.status,
  );
  return (
    culprit?.health?.message ||
    health.message ||
    (culprit &&
      `${culprit.kind} ${culprit.name} is ${health.status}, and Argo CD does not say why.`)
  );
}
