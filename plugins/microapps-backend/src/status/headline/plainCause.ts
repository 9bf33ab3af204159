/**
 * What operators and clusters write when something does not run, and how a
 * maker is told. The first that fits counts.
 */
const CAUSES: Array<[words: RegExp, clause: string]> = [
  [/out of memory|OOMKilled/i, 'it needs more memory than it may use'],
  [
    /ErrImagePull|ImagePullBackOff|InvalidImageName|\bimage\b.*\b(pulled|not found)\b|\b(pull|pulling) image\b/i,
    'its image cannot be fetched',
  ],
  [
    /CrashLoopBackOff|back-off restarting/i,
    'it stops again and again soon after it starts',
  ],
  [/exceeded quota/i, 'it needs more than its share of the cluster'],
  [
    /admission webhook|denied the request|ValidatingAdmissionPolicy/i,
    'a rule of the platform refuses it',
  ],
  [
    /kustomize build|helm template|accumulating resources/i,
    'its files in Git do not fit together',
  ],
  [
    /progress deadline|health check (failed|timed out)|timeout waiting for/i,
    'it did not start in time',
  ],
];

/**
 * Why something does not run, as a clause for a maker; `undefined` where there is
 * no plain word for it. The message itself stands in the findings.
 */
export function plainCause(message: string | undefined): string | undefined {
  return CAUSES.find(([words]) => message && words.test(message))?.[1];
}
