import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header in which GitHub sends {@link signatureOf}. */
export const SIGNATURE_HEADER = 'x-hub-signature-256';

/** GitHub's signature of a webhook's body. */
export function signatureOf(body: Buffer | string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Whether a webhook's body was signed with the secret. */
export function verifySignature(
  body: Buffer,
  secret: string,
  signature: string | undefined,
): boolean {
  const expected = Buffer.from(signatureOf(body, secret));
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
