import { z } from 'zod';

import { ApiCall } from '../http/ApiCall';
import { notFound, unprocessable, validationFailed } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { created, noContent, ok, paged } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentHook } from '../present/presentHook';
import { presentRepository } from '../present/presentRepository';
import { presentUser } from '../present/presentUser';
import { nextId } from '../state/nextId';
import { HookRecord } from '../state/records';

const config = z.object({
  url: z
    .string()
    .url()
    .refine(url => /^https?:/.test(url), 'must be an http or https address.')
    .optional(),
  content_type: z.enum(['json', 'form']).default('form'),
  secret: z.string().optional(),
  insecure_ssl: z
    .union([z.string(), z.number()])
    .transform(String)
    .default('0'),
});

const newHook = z.object({
  name: z.literal('web').default('web'),
  config: config.default({}),
  events: z.array(z.string()).default(['push']),
  active: z.boolean().default(true),
});

const editedHook = z.object({
  config: config.optional(),
  events: z.array(z.string()).optional(),
  add_events: z.array(z.string()).default([]),
  remove_events: z.array(z.string()).default([]),
  active: z.boolean().optional(),
});

function hookOf(call: ApiCall): HookRecord {
  call.actor();
  const id = call.number('id');
  const hook = call.repository().data.hooks.find(each => each.id === id);
  if (!hook) {
    throw notFound();
  }
  return hook;
}

function ping(call: ApiCall, hook: HookRecord): void {
  const { urls, webhooks } = call.context;
  const repository = call.repository();
  const { config: settings, ...rest } = presentHook(urls, repository, hook);
  const payload = {
    zen: 'Keep it logically awesome.',
    hook_id: hook.id,
    hook: { ...rest, name: 'web', config: settings },
    repository: presentRepository(urls, repository),
    sender: presentUser(urls, call.actor()),
  } satisfies Schemas['webhook-ping'];
  webhooks.sendTo(repository, hook, 'ping', payload);
}

function deliveryOf(call: ApiCall) {
  const hook = hookOf(call);
  const id = call.number('delivery');
  const delivery = call
    .repository()
    .deliveries.find(each => each.id === id && each.hookId === hook.id);
  if (!delivery) {
    throw notFound();
  }
  return delivery;
}

function presentDelivery(
  call: ApiCall,
  delivery: ReturnType<typeof deliveryOf>,
): Schemas['hook-delivery-item'] {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action ?? null,
    installation_id: null,
    repository_id: call.repository().data.id,
  };
}

/** Webhooks and what became of their deliveries. */
export function hookRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo/hooks';

  api.get<Schemas['hook'][]>(base, async call => {
    call.actor();
    const repository = call.repository();
    return paged(call, repository.data.hooks, hook =>
      presentHook(call.context.urls, repository, hook),
    );
  });

  api.post<Schemas['hook']>(base, async call => {
    call.actor();
    const repository = call.repository();
    const wanted = call.parse(newHook);
    const { url } = wanted.config;
    if (!url) {
      throw validationFailed({
        resource: 'Hook',
        code: 'missing_field',
        field: 'url',
      });
    }
    if (repository.data.hooks.some(hook => hook.url === url)) {
      throw validationFailed({
        resource: 'Hook',
        code: 'custom',
        message: 'Hook already exists on this repository',
      });
    }
    const now = new Date().toISOString();
    const hook: HookRecord = {
      id: nextId(),
      url,
      contentType: wanted.config.content_type,
      secret: wanted.config.secret,
      insecureSsl: wanted.config.insecure_ssl,
      events: wanted.events,
      active: wanted.active,
      createdAt: now,
      updatedAt: now,
    };
    repository.data.hooks.push(hook);
    await repository.save();
    ping(call, hook);
    return created(presentHook(call.context.urls, repository, hook));
  });

  api.get<Schemas['hook']>(`${base}/:id`, async call =>
    ok(presentHook(call.context.urls, call.repository(), hookOf(call))),
  );

  api.patch<Schemas['hook']>(`${base}/:id`, async call => {
    const hook = hookOf(call);
    const wanted = call.parse(editedHook);
    const events = [...(wanted.events ?? hook.events), ...wanted.add_events];
    Object.assign(hook, {
      events: [...new Set(events)].filter(
        event => !wanted.remove_events.includes(event),
      ),
      active: wanted.active ?? hook.active,
      updatedAt: new Date().toISOString(),
      ...(wanted.config && {
        url: wanted.config.url ?? hook.url,
        contentType: wanted.config.content_type,
        // As on GitHub: a config without a secret takes the secret away.
        secret: wanted.config.secret,
        insecureSsl: wanted.config.insecure_ssl,
      }),
    } satisfies Partial<HookRecord>);
    await call.repository().save();
    return ok(presentHook(call.context.urls, call.repository(), hook));
  });

  api.delete(`${base}/:id`, async call => {
    const hook = hookOf(call);
    const { data } = call.repository();
    data.hooks = data.hooks.filter(each => each !== hook);
    await call.repository().save();
    return noContent();
  });

  api.post(`${base}/:id/pings`, async call => {
    ping(call, hookOf(call));
    return noContent();
  });

  api.get<Schemas['hook-delivery-item'][]>(
    `${base}/:id/deliveries`,
    async call => {
      const hook = hookOf(call);
      const own = call
        .repository()
        .deliveries.filter(each => each.hookId === hook.id);
      return paged(call, own, each => presentDelivery(call, each));
    },
  );

  api.get<Schemas['hook-delivery']>(
    `${base}/:id/deliveries/:delivery`,
    async call => {
      const delivery = deliveryOf(call);
      return ok({
        ...presentDelivery(call, delivery),
        id: delivery.id,
        installation_id: null,
        repository_id: call.repository().data.id,
        url: hookOf(call).url,
        request: delivery.request,
        response: {
          headers: delivery.response.headers,
          payload: delivery.response.payload ?? null,
        },
      });
    },
  );

  api.post<Record<string, never>>(
    `${base}/:id/deliveries/:delivery/attempts`,
    async call => {
      const hook = hookOf(call);
      const { event, guid, request } = deliveryOf(call);
      if (!hook.active) {
        throw unprocessable('The hook is not active.');
      }
      call.context.webhooks.sendTo(
        call.repository(),
        hook,
        event,
        request.payload,
        guid,
      );
      return { status: 202, body: {} };
    },
  );
}
