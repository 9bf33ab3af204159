import { KubernetesError } from './KubernetesError';

/** What went wrong with a cluster, as half a sentence for people. */
export function describeFailure(error: unknown): string {
  if (error instanceof KubernetesError) {
    switch (error.status) {
      case 401:
        return "the cluster does not accept the portal's credentials (401)";
      case 403:
        return 'the portal may not list them; give its account the read-only cluster role (403)';
      case 429:
        return 'the cluster asks for fewer requests (429)';
      default:
        return error.message;
    }
  }
  if (!(error instanceof Error)) {
    return String(error);
  }
  if (error.name === 'SyntaxError' || error.name === 'ZodError') {
    return 'what answers does not speak as a Kubernetes API does';
  }
  // Node gathers the failures of several addresses under an empty message.
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
}
