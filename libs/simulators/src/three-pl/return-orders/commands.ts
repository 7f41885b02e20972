import { canonicalJson } from '../../input/canonical-json.js';
import type { Client, ReturnOrder, ReturnOrderRequest } from '../entities.js';
import { ThreePlRefusal, found } from '../refusal.js';
import { nextNumber } from '../state.js';
import type { ThreePlState } from '../state.js';
import { readReturnOrder } from './read.js';
import { moveTo } from './status.js';

export interface Created {
  readonly order: ReturnOrder;
  /** Seen before: same key or same content. */
  readonly repeated: boolean;
}

const requestOf = ({
  id: _i,
  status: _s,
  status_history: _h,
  created_at: _c,
  updated_at: _u,
  ...request
}: ReturnOrder) => request;

const conflict = (message: string): ThreePlRefusal => new ThreePlRefusal('CONFLICT', message);

/** The same key with the same body, or the same RA with the same content, is the stored order; anything else is refused. */
const seenBefore = (
  state: ThreePlState,
  request: ReturnOrderRequest,
  key: string | undefined,
): ReturnOrder | undefined => {
  const content = canonicalJson(request);
  const earlier = key === undefined ? undefined : state.answered[`${request.client_code} ${key}`];
  if (earlier !== undefined) {
    if (earlier.request !== content) throw conflict('The Idempotency-Key was used with another body.');
    return state.returnOrders.find((each) => each.id === earlier.returnOrderId);
  }
  const sameRa = state.returnOrders.find(
    (each) => each.client_code === request.client_code && each.ra_number === request.ra_number,
  );
  if (sameRa !== undefined && canonicalJson(requestOf(sameRa)) !== content)
    throw conflict(`RA ${request.ra_number} already has return order ${sameRa.id} with other content.`);
  return sameRa;
};

/** Registers a return to expect (contracts/rlm-and-3pl.md §4.2). Throws 409, 422. */
export const createReturnOrder = (
  state: ThreePlState,
  client: Client,
  input: unknown,
  key: string | undefined,
  now: Date,
): Created => {
  const request = readReturnOrder(client, input);
  const earlier = seenBefore(state, request, key);
  if (earlier !== undefined) return { order: earlier, repeated: true };
  const at = now.toISOString();
  const order: ReturnOrder = {
    id: `ro_${nextNumber(state, 'returnOrder')}`,
    ...request,
    status: 'AWAITING_ARRIVAL',
    status_history: [{ status: 'AWAITING_ARRIVAL', at }],
    created_at: at,
    updated_at: at,
  };
  state.returnOrders.push(order);
  if (key !== undefined)
    state.answered[`${client.client_code} ${key}`] = { request: canonicalJson(request), returnOrderId: order.id };
  return { order, repeated: false };
};

export const returnOrderById = (state: ThreePlState, client: Client, id: string): ReturnOrder =>
  found(
    state.returnOrders.find((each) => each.id === id && each.client_code === client.client_code),
    `Return order '${id}'`,
  );

const requireAwaiting = (order: ReturnOrder): void => {
  if (order.status === 'AWAITING_ARRIVAL') return;
  throw conflict(`Return order ${order.id} is ${order.status}: it can no longer be changed or cancelled.`);
};

/** Replaces the content while nothing has arrived; the RA number stays. */
export const changeReturnOrder = (client: Client, order: ReturnOrder, input: unknown, now: Date): ReturnOrder => {
  const request = readReturnOrder(client, input);
  requireAwaiting(order);
  if (request.ra_number !== order.ra_number) throw conflict('The RA number of a return order cannot change.');
  return Object.assign(order, request, { updated_at: now.toISOString() });
};

/** Only while nothing has arrived; cancelling again changes nothing. */
export const cancelReturnOrder = (order: ReturnOrder, now: Date): ReturnOrder => {
  if (order.status === 'CANCELLED') return order;
  requireAwaiting(order);
  moveTo(order, 'CANCELLED', now);
  return order;
};
