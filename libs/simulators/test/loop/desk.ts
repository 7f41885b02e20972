import type { LoopReturn, LoopShopRequest, Order, ReturnRequest } from '../../src/index.js';
import { DOMAIN, openPair, type Pair } from './loop.js';

/** A pair with one shipped order of three jackets at 70.00, 8 % tax, and a way to return from it. */
export interface Desk extends Pair {
  order: Order;
  submit(request: Omit<ReturnRequest, 'shop'>): Promise<LoopReturn>;
  /** A call over the API, and all the background work that it starts. */
  process(id: string, details?: unknown): Promise<void>;
  work(): Promise<void>;
  current(id: string): LoopReturn;
  orders(): Order[];
  /** The return as the API shows it. */
  listed(id: string, state?: string): Promise<unknown>;
}

/** Northfold's Loop with these settings. */
export async function openDesk(
  settings: Partial<LoopShopRequest> = {},
  webhooks: string[] = [],
  stateFile?: string,
  now?: string,
): Promise<Desk> {
  const pair = await openPair(settings, stateFile, now);
  for (const topic of webhooks) {
    const [name, trigger, url] = topic.split(' ');
    await pair.send('POST', '/webhooks', { topic: name, trigger, url, status: 'active' });
  }
  const order = await pair.ida.buys([{ sku: 'NF-JKT-M', quantity: 3 }], { taxRate: 0.08 });
  const work = async (): Promise<void> => {
    pair.clock.advance(300);
    await pair.loop.idle();
  };
  return {
    ...pair,
    order,
    work,
    submit: (request) => pair.loop.door.submitReturn({ shop: 'northfold', orderName: order.name, ...request }),
    async process(id, details) {
      await pair.send('POST', `/warehouse/return/${id}/process`, details);
      await work();
    },
    current: (id) => pair.loop.door.return(id),
    orders: () => pair.shopify.door.orders(DOMAIN),
    async listed(id, state) {
      const query = state === undefined ? '' : `?state=${state}`;
      const { body } = await pair.get(`/warehouse/return/list${query}`);
      return (body as { id: string }[]).find((one) => one.id === id);
    },
  };
}
