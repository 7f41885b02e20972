import { Reader } from '../../input/reader.js';
import type { OrderLine, SalesOrder } from '../masters/entities.js';
import { AimsRefusal, invalidInput } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import { markImported } from '../web-orders/amendments.js';
import { addUnits } from './new-line.js';
import { readOrderHeader, readOrderLines } from './order-body.js';

export const orderEtag = (order: SalesOrder): string => `W/"${order.revision}"`;

const refuseRepeatedLine = (order: SalesOrder, thirdPartyLineID: string | null | undefined): void => {
  const existing = order.lines.find(
    (line) => line.thirdPartyLineID !== null && line.thirdPartyLineID === thirdPartyLineID,
  );
  if (existing === undefined) return;
  const message = `Order ${order.order} already has a line for thirdPartyLineID '${existing.thirdPartyLineID ?? ''}'.`;
  throw new AimsRefusal('ResourceAlreadyExists', message, existing.orderLineID);
};

/**
 * `PATCH order` [A]: fills header fields and adds lines, which opens a completed order again. A line of the web shop can be added
 * once. Throws `AimsRefusal`.
 */
export const amendOrder = (
  state: AimsState,
  tenant: Tenant,
  order: SalesOrder,
  { body: input, ifMatch, now }: { body: unknown; ifMatch: string | undefined; now: Date },
): SalesOrder => {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== orderEtag(order))
    throw new AimsRefusal('ConditionNotMet', `The etag is stale; the current one is ${orderEtag(order)}.`);
  if (order.status === 'Cancelled')
    throw new AimsRefusal('InvalidState', `Order ${order.order} is cancelled.`, order.orderID);
  const body = new Reader(input, invalidInput);
  const header = readOrderHeader(body, tenant);
  const units = body.has('lineItems') ? readOrderLines(body, tenant) : [];
  for (const { thirdPartyLineID } of units) refuseRepeatedLine(order, thirdPartyLineID);

  const lines: OrderLine[] = [];
  for (const each of units) addUnits(state, lines, each);
  order.lines.push(...lines);
  Object.assign(order, header);
  if (lines.length > 0 && order.status === 'Completed') order.status = 'Open';
  markImported(tenant, order, lines, now);
  order.revision += 1;
  order.lastModifiedOn = now.toISOString();
  return order;
};
