import { Router } from 'express';
import { isRecord, jsonBody } from '../../kernel/index.js';
import type { LoopShop, Subscription } from '../state.js';
import { ALL_TRIGGERS, TRIGGERS } from '../webhooks/topics.js';
import type { World } from '../world.js';
import { authorize, shopOf } from './authorize.js';
import { invalid, type Invalid } from './list-query.js';

const NOT_FOUND = { errors: { code: 'NOT_FOUND' } };

/** Webhook subscriptions; the secret is never returned. */
export function webhookRoutes(world: World): Router {
  const routes = Router();
  routes.use(authorize(world, 'developer_tools'));

  routes.get('/', (_, response) => {
    const shop = shopOf(response);
    response.json({ webhooks: shop.subscriptions.map((one) => view(shop, one)) });
  });

  routes.post('/', (request, response) => {
    const shop = shopOf(response);
    // A subscription is inactive unless its maker says otherwise.
    const wanted = checked({ status: 'inactive', ...fields(jsonBody(request)) });
    if ('message' in wanted) return void response.status(422).json(wanted);
    const id = Number(world.kernel.ids.next('loop/webhook', 9_101));
    const made = { id, ...wanted, fromConfiguration: false };
    shop.subscriptions.push(made);
    response.json(view(shop, made));
  });

  routes.put('/:id', (request, response) => {
    const known = shopOf(response).subscriptions.find(({ id }) => String(id) === request.params.id);
    if (known === undefined) return void response.status(404).json(NOT_FOUND);
    const wanted = checked({ ...known, ...fields(jsonBody(request)) });
    if ('message' in wanted) return void response.status(422).json(wanted);
    Object.assign(known, wanted);
    response.status(204).end();
  });

  routes.delete('/:id', (request, response) => {
    const shop = shopOf(response);
    const rest = shop.subscriptions.filter(({ id }) => String(id) !== request.params.id);
    if (rest.length === shop.subscriptions.length) return void response.status(404).json(NOT_FOUND);
    shop.subscriptions = rest;
    response.status(204).end();
  });
  return routes;
}

const fields = (body: unknown): Record<string, unknown> => (isRecord(body) ? body : {});

const view = (shop: LoopShop, { id, topic, trigger, url, status }: Subscription) => ({
  id,
  shop_id: shop.shopId,
  topic,
  trigger,
  url,
  status,
});

function checked({
  topic,
  trigger,
  url,
  status,
}: Record<string, unknown>): Omit<Subscription, 'id' | 'fromConfiguration'> | Invalid {
  if (typeof topic !== 'string' || !(topic in TRIGGERS)) return invalid('topic', 'The selected topic is invalid.');
  if (typeof trigger !== 'string' || !ALL_TRIGGERS.includes(trigger)) {
    return invalid('trigger', 'The selected trigger is invalid.');
  }
  if (typeof url !== 'string' || !URL.canParse(url)) return invalid('url', 'The url format is invalid.');
  if (status !== 'active' && status !== 'inactive') return invalid('status', 'The selected status is invalid.');
  return { topic, trigger, url, status };
}
