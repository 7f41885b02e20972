import { add, zero, type Money } from '@backhaul/money';
import { exchangeOrdersOf, nameOf, type ExchangeOrder } from '../exchanges.js';
import { ofType, type FactOf, type Facts } from '../facts.js';
import { tellingsOfProcessed } from '../processed.js';
import { credit, debit, type Entry, type EntryLine } from './entry.js';
import { restatedEntries } from './restated.js';

type Processed = FactOf<'ReturnProcessed'>['data'];

/** What the shopper was given besides money, as Loop tells it, and the replacement orders, as the shop shows them. */
export function outcomeEntries(facts: Facts): Entry[] {
  return [
    ...given(facts, 'store-credit', 'Store credit given to the shopper', ({ storeCredit }) => [
      debit('store-credit-liability', storeCredit),
      credit('store-credit-issued', storeCredit),
    ]),
    // The ERP has to learn that the value was consumed; in the shop it pays for the replacement.
    ...given(facts, 'exchange', 'Returned value spent on the exchange', ({ exchangeCredit }) => [
      debit('exchange-clearing', exchangeCredit),
      credit('upsell-clearing', exchangeCredit),
    ]),
    ...given(facts, 'upsell', 'Paid by the shopper on top of the exchange', ({ upsell }) => [
      debit('upsell-received', upsell),
      credit('upsell-clearing', upsell),
    ]),
    ...exchangeOrdersOf(facts).flatMap((order) => replacement(order, facts)),
  ];
}

function given(facts: Facts, cause: string, description: string, linesOf: (data: Processed) => EntryLine[]): Entry[] {
  const tellings = tellingsOfProcessed(facts).map((fact) => ({ fact, lines: linesOf(fact.data) }));
  return restatedEntries({ cause, description, documentNumber: null }, tellings);
}

/** Goods leave: their value is what the shop asks for plus what it took off for the returned value. */
function replacement(order: ExchangeOrder, facts: Facts): Entry[] {
  const name = nameOf(order);
  const namedBy = ofType(facts, 'ReturnProcessed').filter(({ data }) =>
    data.exchangeOrders.some(({ orderId }) => orderId === order.orderId),
  );
  return restatedEntries(
    { cause: `exchange-order:${order.orderId}`, description: `Replacement ${name} given`, documentNumber: name },
    order.shown.map((fact) => {
      const value = valueOf(fact.data);
      const also = namedBy.slice(0, 1);
      return { fact, also, lines: [debit('upsell-clearing', value), credit('exchange-issued', value)] };
    }),
  );
}

/** Nothing is given by an order that was cancelled. */
function valueOf({ cancelled, total, creditDiscount }: FactOf<'ExchangeOrderCreated'>['data']): Money {
  return cancelled ? zero(total.currency) : add(total, creditDiscount);
}
