import type { Express, Request, Response } from 'express';
import { CallBudget } from '../../input/call-budget.js';
import { Reader } from '../../input/reader.js';
import { jsonBody } from '../../kernel/index.js';
import type { Kernel } from '../../kernel/index.js';
import type { Client, ReturnOrder } from '../entities.js';
import { ThreePlRefusal, found, invalid } from '../refusal.js';
import { cancelReturnOrder, changeReturnOrder, createReturnOrder } from '../return-orders/commands.js';
import type { ThreePlState } from '../state.js';
import { blindNode, returnNode } from './view.js';

const orderId = (orderNumber: string): string => `T3JkZXI6${Buffer.from(orderNumber).toString('hex')}`;
const lineId = (order: string, index: number): string => `${orderId(order)}-${index}`;

type Field = (client: Client, variables: Reader, now: Date) => unknown;

const connection = (nodes: readonly unknown[], after: string | null, first: number) => {
  const start = Number(after ?? 0);
  const rows = nodes.slice(start, start + first);
  const endCursor = String(start + rows.length);
  return {
    pageInfo: { hasNextPage: start + rows.length < nodes.length, endCursor },
    edges: rows.map((node) => ({ node })),
  };
};

/** The fields that the API has, each answered from the warehouse's state (contracts/rlm-and-3pl.md §4.3). */
const fieldsOf = (state: ThreePlState): Readonly<Record<string, Field>> => {
  const orderOf = (client: Client, id: string): ReturnOrder =>
    found(
      state.returnOrders.find((each) => each.client_code === client.client_code && returnNode(state, each).id === id),
      `Return ${id}`,
    );
  const knownOrder = (client: Client, id: string) =>
    found(
      state.orders.find((each) => each.client_code === client.client_code && orderId(each.order_number) === id),
      `Order ${id}`,
    );
  const linesIn = (data: Reader, orderNumber: string): object[] => {
    const known = state.orders.find((each) => each.order_number === orderNumber)?.skus ?? [];
    return data.list('line_items').map((line, index) => {
      const sku = known.find((_sku, at) => lineId(orderNumber, at) === line.text('id'));
      if (sku === undefined) throw line.wrong('id', 'is no line of the order');
      return { line_no: index + 1, sku, qty_expected: line.whole('quantity', 1) };
    });
  };
  return {
    orders: (client, variables) => {
      const asked = state.orders.filter((each) => each.client_code === client.client_code);
      const nodes = asked
        .filter(({ order_number }) => order_number === variables.text('number'))
        .map(({ order_number, skus }) => ({
          ...{ id: orderId(order_number), order_number },
          line_items: { edges: skus.map((sku, index) => ({ node: { id: lineId(order_number, index), sku } })) },
        }));
      return { data: connection(nodes, null, 5) };
    },
    returns: (client, variables) => {
      const own = state.returnOrders.filter((each) => each.client_code === client.client_code);
      const blind = state.receipts.filter(
        (each) => each.client_code === client.client_code && each.return_order_id === null,
      );
      const since = variables.textOrNull('since') ?? '';
      const of = variables.textOrNull('orderId');
      const nodes = [...own.map((order) => returnNode(state, order)), ...blind.map(blindNode)]
        .filter(({ updated_at }) => updated_at >= since)
        .filter(({ order_number }) => of === null || (order_number !== null && orderId(order_number) === of));
      return { data: connection(nodes, variables.textOrNull('after'), variables.whole('first', 1)) };
    },
    return_create: (client, variables, now) => {
      const data = variables.part('data');
      const { order_number } = knownOrder(client, data.text('order_id'));
      const tracking = data.textOrNull('tracking_number', 64);
      const request = {
        ...{ client_code: client.client_code, warehouse_code: data.text('warehouse_id'), order_number },
        // Two returns of an order are two returns, whatever they hold: no number of ours makes one of them.
        ra_number: data.text('return_reason').replace(/^RA /, ''),
        tracking_numbers: tracking === null ? [] : [tracking],
        lines: linesIn(data, order_number),
      };
      const { order } = createReturnOrder(state, client, request, undefined, now);
      return { return: returnNode(state, order) };
    },
    return_update: (client, variables, now) => {
      const data = variables.part('data');
      const order = orderOf(client, data.text('return_id'));
      const { client_code, warehouse_code, ra_number, order_number, tracking_numbers } = order;
      const change = { client_code, warehouse_code, ra_number, order_number, tracking_numbers };
      const lines = linesIn(data, order_number ?? '');
      return { return: returnNode(state, changeReturnOrder(client, order, { ...change, lines }, now)) };
    },
    return_cancel: (client, variables, now) => {
      const order = orderOf(client, variables.part('data').text('return_id'));
      return { return: returnNode(state, cancelReturnOrder(order, now)) };
    },
  };
};

/** Mounts ShipHero's GraphQL for clients of that kind: HTTP 200 whatever happens, credits instead of a count of calls. */
export const mountShipHero = (app: Express, { state, clock }: Kernel<ThreePlState>): void => {
  const budget = new CallBudget(clock);
  const fields = fieldsOf(state);
  const byKey = (key: string | undefined): Client | undefined =>
    state.clients.find((each) => each.kind === 'shiphero' && each.apiKey === key);

  app.post('/auth/refresh', (request: Request, response: Response) => {
    const client = byKey(new Reader(jsonBody(request) ?? {}, invalid).textOrNull('refresh_token') ?? undefined);
    if (client === undefined) return void response.status(401).json({ message: 'Invalid refresh token' });
    response.json({ access_token: `access-of-${client.apiKey}`, expires_in: 2_419_200, token_type: 'Bearer' });
  });

  app.post('/graphql', (request: Request, response: Response) => {
    const client = byKey(/^Bearer access-of-(.+)$/.exec(request.get('authorization') ?? '')?.[1]);
    if (client === undefined) return void response.status(401).json({ message: 'Unauthorized' });
    const body = new Reader(jsonBody(request) ?? {}, invalid);
    const asked = Object.keys(fields).find((name) => new RegExp(`\\b${name}\\(`).test(body.text('query', 5_000)));
    const wait = budget.take(client.client_code, client.callsPerMinute);
    if (wait > 0) {
      const message = 'There are not enough credits to perform the requested operation';
      return void response.json({ errors: [{ code: 30, message, time_remaining: `${wait} seconds` }] });
    }
    try {
      const answer = fields[asked ?? '']?.(client, body.part('variables'), clock.now());
      if (asked === undefined) throw invalid('The simulator has no such field.');
      response.json({ data: { [asked]: answer } });
    } catch (error) {
      if (!(error instanceof ThreePlRefusal)) throw error;
      response.json({ errors: [{ code: error.status, message: error.message }] });
    }
  });
};
