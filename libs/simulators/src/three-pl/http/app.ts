import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { cursorPage } from '../../input/cursor-page.js';
import { CallBudget } from '../../input/call-budget.js';
import { jsonBody } from '../../kernel/index.js';
import type { Kernel } from '../../kernel/index.js';
import type { Client } from '../entities.js';
import { ThreePlRefusal, invalid } from '../refusal.js';
import { cancelReturnOrder, changeReturnOrder, createReturnOrder, returnOrderById } from '../return-orders/commands.js';
import type { ThreePlState } from '../state.js';
import { receiptRow } from '../webhook.js';

const asRefusal = (error: unknown): ThreePlRefusal => {
  if (error instanceof ThreePlRefusal) return error;
  if (error instanceof SyntaxError) return invalid('The body is not valid JSON.');
  if (error instanceof Error && 'status' in error && error.status === 413)
    return new ThreePlRefusal('REQUEST_TOO_LARGE', 'The request body is too large.');
  return new ThreePlRefusal('UNAVAILABLE', error instanceof Error ? error.message : 'Unavailable.');
};

interface Call {
  readonly client: Client;
  readonly query: URLSearchParams;
  readonly id: string;
  readonly body: unknown;
  readonly key: string | undefined;
  readonly now: Date;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Handler = (state: ThreePlState, call: Call) => Answer;
const ok = (body: unknown): Answer => ({ status: 200, body });

const create: Handler = (state, { client, body, key, now }) => {
  const { order, repeated } = createReturnOrder(state, client, body, key, now);
  return { status: repeated ? 200 : 201, body: order };
};

const listOrders: Handler = ({ returnOrders }, { client, query }) => {
  const raNumber = query.get('ra_number');
  const rows = returnOrders
    .filter((order) => order.client_code === client.client_code)
    .filter((order) => raNumber === null || order.ra_number === raNumber);
  return ok(cursorPage(rows, query, invalid));
};

const listReceipts: Handler = ({ receipts }, { client, query }) =>
  ok(
    cursorPage(
      receipts.filter((receipt) => receipt.client_code === client.client_code).map(receiptRow),
      query,
      invalid,
    ),
  );

const routes: readonly (readonly ['get' | 'post' | 'put', string, Handler])[] = [
  ['post', '/v1/return-orders', create],
  ['get', '/v1/return-orders', listOrders],
  ['get', '/v1/return-orders/:id', (state, { client, id }) => ok(returnOrderById(state, client, id))],
  [
    'put',
    '/v1/return-orders/:id',
    (state, { client, id, body, now }) => ok(changeReturnOrder(client, returnOrderById(state, client, id), body, now)),
  ],
  [
    'post',
    '/v1/return-orders/:id/cancel',
    (state, { client, id, now }) => ok(cancelReturnOrder(returnOrderById(state, client, id), now)),
  ],
  ['get', '/v1/return-receipts', listReceipts],
];

/** Mounts the 3PL's REST paths (contracts/rlm-and-3pl.md §4.2). */
export const mountThreePl = (app: Express, kernel: Kernel<ThreePlState>): void => {
  const budget = new CallBudget(kernel.clock);

  const gate = (request: Request, response: Response): Client => {
    const key = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
    const client = kernel.state.clients.find((each) => each.apiKey === key);
    if (client === undefined) throw new ThreePlRefusal('UNAUTHORIZED', 'The API key is missing or not valid.');
    const wait = budget.take(client.client_code, client.callsPerMinute);
    if (wait === 0) return client;
    response.set('Retry-After', String(wait));
    throw new ThreePlRefusal('RATE_LIMIT', 'Too many requests.');
  };

  for (const [method, path, handler] of routes) {
    app[method](path, (request: Request, response: Response) => {
      const answer = handler(kernel.state, {
        client: gate(request, response),
        query: new URL(request.originalUrl, kernel.url()).searchParams,
        id: String(request.params.id ?? ''),
        body: jsonBody(request) ?? {},
        key: request.get('idempotency-key'),
        now: kernel.clock.now(),
      });
      response.status(answer.status).json(answer.body);
    });
  }
  app.use((request, response) => {
    gate(request, response);
    throw new ThreePlRefusal('NOT_FOUND', `${request.method} ${request.path} does not exist.`);
  });

  const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const { status, code, message } = asRefusal(error);
    response.status(status).json({ code, message });
  };
  app.use(onError);
};
