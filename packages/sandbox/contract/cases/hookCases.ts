import { ContractCase } from './ContractCase';

/** Webhooks and their deliveries. */
export const hookCases: ContractCase = async context => {
  const { run, octokit, anonymous, owner, repo } = context;
  const { rest } = octokit;
  const at = { owner, repo };
  // Nobody listens on this port: the delivery fails, and is recorded so.
  const config = {
    url: 'http://127.0.0.1:9/',
    content_type: 'json',
    secret: 's',
  };
  const hook = await run.check('write a webhook', 201, () =>
    rest.repos.createWebhook({ ...at, config, events: ['push'] }),
  );
  const hook_id = hook.id;
  await run.check('write it again', 422, () =>
    rest.repos.createWebhook({ ...at, config }),
  );
  await run.check('webhooks', 200, () => rest.repos.listWebhooks(at));
  await run.check('webhooks as nobody', 401, () =>
    anonymous.rest.repos.listWebhooks(at),
  );
  await run.check('a webhook', 200, () =>
    rest.repos.getWebhook({ ...at, hook_id }),
  );
  await run.check('change a webhook', 200, () =>
    rest.repos.updateWebhook({ ...at, hook_id, add_events: ['status'] }),
  );
  await run.check('ping a webhook', 204, () =>
    rest.repos.pingWebhook({ ...at, hook_id }),
  );
  let deliveries = await run.check('deliveries', 200, () =>
    rest.repos.listWebhookDeliveries({ ...at, hook_id }),
  );
  while (deliveries.length === 0) {
    const again = await rest.repos.listWebhookDeliveries({ ...at, hook_id });
    deliveries = again.data;
  }
  const delivery_id = deliveries[0].id as number;
  await run.check('a delivery', 200, () =>
    rest.repos.getWebhookDelivery({ ...at, hook_id, delivery_id }),
  );
  await run.check('deliver again', 202, () =>
    rest.repos.redeliverWebhookDelivery({ ...at, hook_id, delivery_id }),
  );
  await run.check('remove a webhook', 204, () =>
    rest.repos.deleteWebhook({ ...at, hook_id }),
  );
  await run.check('no such webhook', 404, () =>
    rest.repos.getWebhook({ ...at, hook_id }),
  );
};
