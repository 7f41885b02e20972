import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, LookUp, Settled } from '@backhaul/effects';
import type { SendHandler } from '@backhaul/erp-kit';
import { causeOfCall } from '@backhaul/service-kit';
import { VendorError } from '@backhaul/vendor-http';
import type { Clients } from '../clients.js';
import type { ExchangeOrderCommand } from '../exchange-order/commands.js';
import { documentsOf } from '../exchange-order/documents.js';
import { draftValues, importOrderEffect, type ExchangeDraft } from '../exchange-order/draft.js';
import { numbersOf, type RlmOrder } from '../exchange-order/rlm-order.js';
import { exchangeOrders, exchangeStreamId } from '../exchange-orders.js';
import { jobLog } from '../jobs/job-log.js';
import { OrderRefused } from '../rlm/order-refused.js';
import type { RlmOrders, ShipTo } from '../rlm/orders-port.js';
import type { VendorCall } from '../vendor-call.js';
import { ALREADY, jobRow } from './job-rows.js';
import { refusalOf, wordsOf } from './vendor-refusal.js';

/** What stands in RLM in the end; the word that RLM has for it when all of it stood there before. */
interface BroughtIn {
  orders: RlmOrder[];
  [ALREADY]?: string;
}

/**
 * Shopify Import Orders: the exchange order, one order per division. The shop's id on it is what keeps each one: what is there
 * is looked up before anything is created, so that a call that was cut off between two of them goes on with the other.
 */
export function importExchangeOrder(clients: Clients, clock: Clock): SendHandler {
  const ordersOf = ({ merchantId }: EffectCall): RlmOrders => clients.rlm(merchantId).orders;
  return {
    kind: importOrderEffect,
    async send(call, signal): Promise<Answer> {
      try {
        const result = await bringIn(ordersOf(call), call.payload as ExchangeDraft, outgoing(call, signal));
        return { outcome: 'confirmed', result };
      } catch (error) {
        return { outcome: 'refused', reason: reasonOf(error) };
      }
    },
    /** Whatever is there is not made again: the repetition is the look-up. */
    async lookUp(call, signal): Promise<LookUp> {
      try {
        const result = await bringIn(ordersOf(call), call.payload as ExchangeDraft, outgoing(call, signal));
        return { outcome: 'found', result };
      } catch (error) {
        return { outcome: 'refused', reason: reasonOf(error) };
      }
    },
    async settle(tx, call, settled): Promise<void> {
      const { exchangeOrderId: externalId } = call.payload as ExchangeDraft;
      const at = clock.now();
      const id = exchangeStreamId(call.merchantId, externalId);
      await exchangeOrders.execute(tx, id, commandOf(call, settled, at), causeOfCall(call));
      const document = settled.status === 'confirmed' ? numbersOf((settled.result as BroughtIn).orders) : null;
      const item = { job: 'Shopify Import Orders', entity: 'order', externalId, document } as const;
      await jobLog.record(tx, { ...jobRow(call, item, settled), at });
    },
    // What others bring in is seen by the look for orders.
    shadowed: () => Promise.resolve(),
  };
}

const outgoing = ({ key, correlationId }: EffectCall, signal: AbortSignal): VendorCall => ({
  ...{ key, correlationId },
  signal,
});

/** What is missing is created; the answer is all of it. */
async function bringIn(rlm: RlmOrders, draft: ExchangeDraft, call: VendorCall): Promise<BroughtIn> {
  const { exchangeOrderId, captured, lines } = draft;
  const there = await rlm.find(exchangeOrderId, captured.currency, call);
  const divisions = await rlm.divisionsOf(lines, call);
  const documents = documentsOf(draft, (line) => divisions.get(line) ?? 0);
  const missing = documents.filter(({ division }) => !there.some((order) => order.division === division));
  if (missing.length === 0) return { orders: there, [ALREADY]: 'Order Already Exists' };
  const [shipTo, raNumbers] = await Promise.all([
    shipToOf(rlm, draft, call),
    rlm.raNumbersOf(draft.externalReturnId, call),
  ]);
  const made: RlmOrder[] = [];
  for (const document of missing) {
    const ownKey = { ...call, key: `${call.key}:${document.division}` };
    made.push(
      await rlm.create(document, shipTo, raNumbers, ownKey).catch(ifThere(rlm, draft, document.division, call)),
    );
  }
  return { orders: [...there, ...made] };
}

/** A conflict often means that somebody was faster: then it is there. */
const ifThere =
  (rlm: RlmOrders, { exchangeOrderId, captured }: ExchangeDraft, division: number, call: VendorCall) =>
  async (error: unknown): Promise<RlmOrder> => {
    if (!(error instanceof VendorError) || error.status !== 409) throw error;
    const there = await rlm.find(exchangeOrderId, captured.currency, call);
    const own = there.find((order) => order.division === division);
    if (own === undefined) throw error;
    return own;
  };

/** An exchange goes where the goods went that it replaces. */
async function shipToOf(rlm: RlmOrders, draft: ExchangeDraft, call: VendorCall): Promise<ShipTo> {
  const [original] = await rlm.find(draft.originalOrderId, draft.captured.currency, call);
  const { account, store } = draft.policy;
  return original ?? { account, store, state: null };
}

/** Any other failure is no answer and goes on to the runner. */
const reasonOf = (error: unknown): string =>
  error instanceof OrderRefused ? error.message : wordsOf(refusalOf(error));

function commandOf(call: EffectCall, settled: Settled, at: Date): ExchangeOrderCommand {
  const draft = call.payload as ExchangeDraft;
  const { exchangeOrderId } = draft;
  if (settled.status === 'confirmed') {
    return { kind: 'ObserveOrders', exchangeOrderId, orders: (settled.result as BroughtIn).orders, at };
  }
  const { status: outcome, reason } = settled;
  const setback = { outcome, reason, values: { ...draftValues(draft), call: call.key } };
  return { kind: 'RecordSetback', exchangeOrderId, setback, at };
}
