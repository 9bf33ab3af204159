/** What each stand-in operator takes. */
export type OperatorOptions = {
  /** The forge it reads from. */
  forge: { url: string; token: string };
  /** The cluster it lives in. */
  cluster: { url: string; token: string };
  /** A folder for mirrors and builds; emptied at the start. */
  workDir: string;
  /** Path of kustomize. */
  kustomize: string;
  /** Path of helm, where there is one. */
  helm?: string;
  /** Where it receives webhooks; 0 takes a free port. */
  webhookPort: number;
  /** Owner of the repositories; `acme` when absent. */
  organization?: string;
  /** Milliseconds between looks at Git without a webhook; 30,000 when absent. */
  pollInterval?: number;
};

/** A running part. */
export type RunningPart = {
  /** Where it receives requests. */
  url: string;
  stop(): Promise<void>;
};

/** How often Git is looked at without a webhook, in milliseconds. */
export const POLL_INTERVAL = 30_000;

/** The repositories that operators listen to. */
export function repositoriesOf(organization = 'acme'): string[] {
  return ['platform-infra', 'apps-catalog', 'microapps'].map(
    name => `${organization}/${name}`,
  );
}
