import type { Express, Request, Response } from 'express';
import { CallBudget } from '../../input/call-budget.js';
import { Reader } from '../../input/reader.js';
import { jsonBody } from '../../kernel/index.js';
import type { Kernel } from '../../kernel/index.js';
import type { Client, ReturnOrder } from '../entities.js';
import { ThreePlRefusal, invalid } from '../refusal.js';
import { cancelReturnOrder, changeReturnOrder, createReturnOrder, returnOrderById } from '../return-orders/commands.js';
import type { ThreePlState } from '../state.js';
import { inventoryItems, skuOfInventory } from './inventory.js';
import { returnToSender, returnView } from './view.js';

const API = '/2026-01';
const PAGE = 100;

/** Each inventory id once (contracts/rlm-and-3pl.md §4.3). */
const linesIn = (state: ThreePlState, body: Reader): object[] => {
  const items = body
    .list('inventory')
    .map((item) => ({ id: item.whole('id', 1), quantity: item.whole('quantity', 1) }));
  if (new Set(items.map(({ id }) => id)).size < items.length) throw body.wrong('inventory', 'must not repeat an id');
  return items.map(({ id, quantity }, index) => {
    const sku = skuOfInventory(state, id);
    if (sku === undefined) throw body.wrong('inventory', `has no item ${id}`);
    return { line_no: index + 1, sku, qty_expected: quantity };
  });
};

const requestIn = (state: ThreePlState, client: Client, input: unknown): object => {
  const body = new Reader(input, invalid);
  const tracking = body.textOrNull('tracking_number', 64);
  return {
    client_code: client.client_code,
    warehouse_code: String(body.part('fulfillment_center').whole('id', 1)),
    ra_number: body.text('reference_id', 22),
    order_number: body.textOrNull('store_order_id', 40),
    tracking_numbers: tracking === null ? [] : [tracking],
    lines: linesIn(state, body),
  };
};

/** `reference_id` is unique: a second return with it is refused, whatever it holds. */
const create = (state: ThreePlState, client: Client, input: unknown, now: Date): ReturnOrder => {
  const { order, repeated } = createReturnOrder(state, client, requestIn(state, client, input), undefined, now);
  if (repeated) throw new ThreePlRefusal('VALIDATION', `ReferenceId ${order.ra_number} already exists.`);
  return order;
};

const listed = (state: ThreePlState, client: Client, query: URLSearchParams) => {
  const isAsked = (name: string, value: string): boolean => query.get(name)?.split(',').includes(value) ?? true;
  const since = query.get('UpdatedStartDate') ?? '';
  const orders = state.returnOrders.filter((order) => order.client_code === client.client_code);
  const blind = state.receipts.filter(
    (each) => each.client_code === client.client_code && each.return_order_id === null,
  );
  const rows = [...orders.map((order) => returnView(state, order)), ...blind.map((each) => returnToSender(state, each))]
    .filter(
      (row) => isAsked('ReferenceIds', row.reference_id) && isAsked('Status', row.status) && row.updated_at >= since,
    )
    .sort((left, right) => (left.updated_at < right.updated_at ? -1 : 1));
  const start = Number(query.get('Cursor') ?? 0);
  const limit = Math.min(Number(query.get('Limit') ?? PAGE), PAGE);
  const next = start + limit < rows.length ? String(start + limit) : null;
  return { items: rows.slice(start, start + limit), next };
};

/** Mounts ShipBob's returns API for clients of that kind (contracts/rlm-and-3pl.md §4.3). */
export const mountShipBob = (app: Express, { state, clock, url }: Kernel<ThreePlState>): void => {
  const budget = new CallBudget(clock);

  const serve = (
    method: 'get' | 'post' | 'put',
    path: string,
    answer: (client: Client, request: Request) => unknown,
    status = 200,
  ): void => {
    app[method](`${API}${path}`, (request: Request, response: Response) => {
      try {
        const client = clientOf(request);
        const wait = budget.take(client.client_code, client.callsPerMinute);
        if (wait > 0) return void response.status(429).set('x-retry-after', String(wait)).end();
        response.status(status).json(answer(client, request));
      } catch (error) {
        if (!(error instanceof ThreePlRefusal)) throw error;
        response.status(error.status).json({ message: error.message, errors: [error.message] });
      }
    });
  };
  const clientOf = (request: Request): Client => {
    const key = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
    const client = state.clients.find((each) => each.apiKey === key && each.kind === 'shipbob');
    if (client === undefined) throw new ThreePlRefusal('UNAUTHORIZED', 'Unauthorized.');
    if (!/^\d+$/.test(request.get('shipbob_channel_id') ?? ''))
      throw new ThreePlRefusal('VALIDATION', 'The header shipbob_channel_id is required.');
    return client;
  };
  const orderOf = (client: Client, request: Request): ReturnOrder =>
    returnOrderById(state, client, `ro_${String(request.params.id)}`);
  const queryOf = (request: Request): URLSearchParams => new URL(request.originalUrl, url()).searchParams;

  serve('get', '/inventory', (_client, request) => ({ items: inventoryItems(state, queryOf(request)), next: null }));
  serve('get', '/return', (client, request) => listed(state, client, queryOf(request)));
  serve('get', '/return/:id', (client, request) => returnView(state, orderOf(client, request)));
  serve(
    'post',
    '/return',
    (client, request) => returnView(state, create(state, client, jsonBody(request) ?? {}, clock.now())),
    201,
  );
  serve('put', '/return/:id', (client, request) => {
    const change = requestIn(state, client, jsonBody(request) ?? {});
    return returnView(state, changeReturnOrder(client, orderOf(client, request), change, clock.now()));
  });
  serve('post', '/return/:id/cancel', (client, request) =>
    returnView(state, cancelReturnOrder(orderOf(client, request), clock.now())),
  );
};
