import { newGuid, newNumber } from '../ids.js';
import type { SalesOrder } from '../masters/entities.js';
import { AimsRefusal } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import type { PickTicket } from './entities.js';

/** An order can be worked only while something of it is to be shipped. Throws 409 `InvalidState`. */
export const requireShippable = (order: SalesOrder): void => {
  if (order.status === 'Open') return;
  throw new AimsRefusal('InvalidState', `Order ${order.order} is '${order.status}'.`, order.orderID);
};

/** The order's open pick ticket, moved on to this status; a new one when there is none. */
export const pickOrder = (
  state: AimsState,
  tenant: Tenant,
  order: SalesOrder,
  status: PickTicket['status'],
  now: Date,
): PickTicket => {
  requireShippable(order);
  const open = tenant.pickTickets.find((ticket) => ticket.orderID === order.orderID && ticket.status !== 'S');
  const ticket: PickTicket = open ?? {
    pickTicketID: newGuid(state, 'pickTicket'),
    pickTicket: newNumber(state, 'pickTicket'),
    orderID: order.orderID,
    warehouseID: order.lines[0]?.warehouseID ?? '',
    status,
    trackingNumber: null,
    lastModifiedOn: '',
  };
  if (open === undefined) tenant.pickTickets.push(ticket);
  ticket.status = status;
  ticket.lastModifiedOn = now.toISOString();
  return ticket;
};
