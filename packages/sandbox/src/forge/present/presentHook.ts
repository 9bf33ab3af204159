import { Schemas } from '../http/schemas';
import { HookRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { ForgeUrls } from './ForgeUrls';

/** A webhook; its secret is never given back. */
export function presentHook(
  urls: ForgeUrls,
  repository: Repository,
  hook: HookRecord,
) {
  const url = `${urls.repositoryApi(repository.fullName)}/hooks/${hook.id}`;
  const { lastResponse } = hook;
  return {
    type: 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      url: hook.url,
      content_type: hook.contentType,
      insecure_ssl: hook.insecureSsl,
      ...(hook.secret !== undefined && { secret: '********' }),
    },
    created_at: hook.createdAt,
    updated_at: hook.updatedAt,
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: {
      code: lastResponse?.code ?? null,
      status: lastResponse?.status ?? 'unused',
      message: lastResponse?.message ?? null,
    },
  } satisfies Schemas['hook'];
}
