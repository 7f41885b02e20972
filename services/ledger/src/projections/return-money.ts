import { shown } from '@backhaul/service-kit';
import { sum, type Money } from '@backhaul/money';
import type { ReturnBodyView } from '../http/detail-schemas.js';
import { creditsApplied } from '../journal/books/offset-entries.js';
import { ofType, type Facts } from '../journal/facts.js';
import { processedOf } from '../journal/processed.js';
import { paidOut } from '../journal/settlement.js';
import { snapshotOf, type Snapshot } from '../journal/snapshot.js';

type MoneyOfReturn = ReturnBodyView['money'];

/** What was promised, and what came of it, in the currency of the return. */
export function returnMoney(facts: Facts): MoneyOfReturn {
  const snapshot = snapshotOf(facts);
  const credits = ofType(facts, 'CreditIssued').map(({ data }) => data.total);
  const processed = processedOf(facts)?.data;
  const currency = snapshot?.amounts.total.currency ?? credits[0]?.currency ?? processed?.refunded.currency ?? 'USD';
  const total = (amounts: readonly Money[]) =>
    shown(
      sum(
        amounts.filter((one) => one.currency === currency),
        currency,
      ),
    );
  return {
    promised: snapshot === undefined ? null : promised(snapshot),
    credited: total(credits),
    offset: total([
      ...ofType(facts, 'CreditOffsetPosted').map(({ data }) => data.amount),
      ...ofType(facts, 'RefundImported').map(({ data }) => data.applied),
    ]),
    applied: total(creditsApplied(facts).map(({ data }) => data.applied)),
    refunded: shown(paidOut(facts, currency)),
    storeCredit: total(processed === undefined ? [] : [processed.storeCredit]),
    exchangeCredit: total(processed === undefined ? [] : [processed.exchangeCredit]),
    upsell: total(processed === undefined ? [] : [processed.upsell]),
  };
}

function promised({ amounts }: Snapshot): MoneyOfReturn['promised'] {
  return {
    product: shown(amounts.product),
    discount: shown(amounts.discount),
    tax: shown(amounts.tax),
    total: shown(amounts.total),
    fee: shown(amounts.handlingFee),
    refund: shown(amounts.refund),
    storeCredit: shown(amounts.storeCredit),
    exchangeCredit: shown(amounts.exchangeCredit),
    upsell: shown(amounts.upsell),
  };
}
