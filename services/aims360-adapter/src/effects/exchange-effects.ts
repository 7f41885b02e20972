import type { Clock } from '@backhaul/contracts';
import type { EffectCall, EffectHandler, Settled } from '@backhaul/effects';
import type { SendHandler } from '@backhaul/erp-kit';
import { causeOfCall } from '@backhaul/service-kit';
import type { AmendedOrder } from '../aims360/port.js';
import type { ExchangeOrderCommand, ExchangeSetback } from '../exchange-order/commands.js';
import type { ErpOrder, StagedOrder } from '../exchange-order/erp-order.js';
import {
  amendOrderEffect,
  amendValues,
  findStagedEffect,
  importOrderEffect,
  importValues,
  type AmendDraft,
  type ImportDraft,
} from '../exchange-order/import-draft.js';
import { exchangeOrders, exchangeStreamId } from '../exchange-orders.js';
import { leftOf } from './refusal.js';
import { lookUpCall, sendCall, type Clients, type VendorCall } from './vendor-call.js';

/** What makes one kind of call different from another. */
interface ExchangeEffect<P, R> extends VendorCall<P, R> {
  readonly kind: string;
  /** Under which name a refusal is shown to a person. */
  readonly operation: ExchangeSetback['operation'];
  exchangeOrderIdOf(payload: P): string;
  /** What the result means to the exchange order. */
  confirmed(payload: P, result: R, at: Date): ExchangeOrderCommand;
  /** What a person needs who does it by hand. */
  values(payload: P): Record<string, string>;
}

/** Imports the order. The shop's id on it is what keeps it one: it is looked up before any second attempt. */
const importOrder: ExchangeEffect<ImportDraft, ErpOrder> = {
  kind: importOrderEffect,
  operation: 'import-order',
  exchangeOrderIdOf: ({ exchangeOrderId }) => exchangeOrderId,
  send: (draft, client, signal) => client.importOrder(draft, signal),
  find: ({ exchangeOrderId }, client, signal) => client.findOrder(exchangeOrderId, signal),
  confirmed: ({ exchangeOrderId }, order, at) => ({ kind: 'ObserveImported', exchangeOrderId, order, at }),
  values: importValues,
};

/** Adds the items of a native exchange to the original order. Each line there carries the id of the shop's line. */
const amendOrder: ExchangeEffect<AmendDraft, AmendedOrder> = {
  kind: amendOrderEffect,
  operation: 'amend-order',
  exchangeOrderIdOf: ({ originalOrderId }) => originalOrderId,
  async send(draft, client, signal) {
    const order = await client.amendOrder(draft, signal);
    return { order, orderLineIds: draft.lines.map(({ orderLineId }) => orderLineId) };
  },
  async find(draft, client, signal) {
    const amended = await client.findAmended(draft, signal);
    return amended !== null && amended.orderLineIds.length === draft.lines.length ? amended : null;
  },
  confirmed: ({ originalOrderId: exchangeOrderId }, { order, orderLineIds }, at) => {
    return { kind: 'ObserveAmended', exchangeOrderId, order, orderLineIds, at };
  },
  values: amendValues,
};

/** What was found of an order: in the books already, staged, or neither. */
interface Whereabouts {
  readonly order: ErpOrder | null;
  readonly staged: StagedOrder | null;
}

/** Looks whether the order has been read from the shop. It changes nothing outside; it is a planned call so that it survives restarts. */
const findStaged: ExchangeEffect<ImportDraft, Whereabouts> = {
  kind: findStagedEffect,
  operation: 'find-staged',
  exchangeOrderIdOf: ({ exchangeOrderId }) => exchangeOrderId,
  async send({ exchangeOrderId }, client, signal) {
    const order = await client.findOrder(exchangeOrderId, signal);
    return { order, staged: order === null ? await client.findStaged(exchangeOrderId, signal) : null };
  },
  find: (draft, client, signal) => findStaged.send(draft, client, signal),
  confirmed({ exchangeOrderId }, { order, staged }, at) {
    if (order !== null) return { kind: 'ObserveImported', exchangeOrderId, order, at };
    if (staged !== null) return { kind: 'ObserveStaged', exchangeOrderId, staged, at };
    return { kind: 'RecordNotStaged', exchangeOrderId, at };
  },
  values: importValues,
};

function handlerOf<P, R>(effect: ExchangeEffect<P, R>, clients: Clients, clock: Clock): SendHandler {
  function commandOf(call: EffectCall, settled: Settled): ExchangeOrderCommand {
    const at = clock.now();
    const payload = call.payload as P;
    if (settled.status === 'confirmed') return effect.confirmed(payload, settled.result as R, at);
    const setback = { operation: effect.operation, ...leftOf(settled, call, effect.values(payload)) };
    return { kind: 'RecordSetback', exchangeOrderId: effect.exchangeOrderIdOf(payload), setback, at };
  }

  return {
    kind: effect.kind,
    send: (call, signal) => sendCall(effect, clients.of(call.merchantId), call, signal),
    lookUp: (call, signal) => lookUpCall(effect, clients.of(call.merchantId), call, signal),
    async settle(tx, call, settled) {
      const id = exchangeStreamId(call.merchantId, effect.exchangeOrderIdOf(call.payload as P));
      await exchangeOrders.execute(tx, id, commandOf(call, settled), causeOfCall(call));
    },
    // The staging list goes on being read: it shows what others import.
    shadowed: () => Promise.resolve(),
  };
}

/** The calls that bring exchange orders into the ERP: those that change something, and the look that does not. */
export const exchangeEffects = (
  clients: Clients,
  clock: Clock,
): { sends: SendHandler[]; harmless: EffectHandler[] } => ({
  sends: [handlerOf(importOrder, clients, clock), handlerOf(amendOrder, clients, clock)],
  harmless: [handlerOf(findStaged, clients, clock)],
});
