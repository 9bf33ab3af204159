import { z } from 'zod';
import type { RepositoryLocation } from '../config';

const payloadSchema = z.object({
  repository: z.object({ full_name: z.string() }),
});

/** Whether a webhook's payload is about this repository. */
export function concernsRepository(
  payload: unknown,
  location: RepositoryLocation,
): boolean {
  const parsed = payloadSchema.safeParse(payload);
  return (
    parsed.success &&
    parsed.data.repository.full_name.toLowerCase() ===
      `${location.owner}/${location.repo}`.toLowerCase()
  );
}
