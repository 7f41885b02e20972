import { isZero, subtract, sum, zero, type Money } from '@backhaul/money';
import { absolute } from '../absolute.js';
import { ofType, type FactOf, type Facts } from '../facts.js';
import { pendingOf, refundIdsOf, refundsOf } from '../refunds.js';
import { credit, debit, type Entry } from './entry.js';
import { restatedEntries, type Told } from './restated.js';

type Offset = FactOf<'CreditOffsetPosted'>;

/**
 * A debit for the refund that somebody keyed a cent short leaves that cent to the rounding debit. It is the shopper's money
 * then, not a difference of the books: what refund clearing lacks is taken out of the adjustments again. As of each debit,
 * because one that is posted later may be the missing cent itself.
 */
export function roundingEntries(facts: Facts): Entry[] {
  const offsets = ofType(facts, 'CreditOffsetPosted');
  const rounding = offsets.find(({ data }) => data.purpose === 'rounding');
  if (rounding === undefined || !isPaidInFull(facts)) return [];
  const { creditDocument, documentNumber, amount } = rounding.data;
  return restatedEntries(
    {
      cause: `rounding:${creditDocument}`,
      description: 'Rounding that was money of the refund',
      documentNumber,
    },
    offsets.map((fact, index) => asOf(fact, offsets.slice(0, index + 1), amount.currency, facts)),
  );
}

/** Every refund that the return names is here, and none of its money is under way. */
function isPaidInFull(facts: Facts): boolean {
  const refunds = refundsOf(facts);
  const shown = new Set(refunds.map(({ data }) => data.refundId));
  return (
    shown.size > 0 &&
    refundIdsOf(facts).every((id) => shown.has(id)) &&
    refunds.every((refund) => isZero(pendingOf(refund, facts)))
  );
}

function asOf(fact: Offset, posted: readonly Offset[], currency: string, facts: Facts): Told {
  const lacking = coveredBy(
    roundedBy(posted, currency),
    subtract(paidFor(facts, currency), debitedBy(posted, currency)),
  );
  return {
    fact,
    also: refundsOf(facts),
    lines: [debit('adjustments', lacking), credit('refund-clearing', lacking)],
  };
}

/** Only what rounding can be: a larger difference is another mistake, and stays open. */
function coveredBy(rounding: Money, lacking: Money): Money {
  const isSameWay = Math.sign(rounding.amount) === Math.sign(lacking.amount);
  const isCovered = absolute(lacking).amount <= absolute(rounding).amount;
  return isSameWay && isCovered ? lacking : zero(lacking.currency);
}

function roundedBy(posted: readonly Offset[], currency: string): Money {
  return total(
    posted.filter(({ data }) => data.purpose === 'rounding').map(({ data }) => data.amount),
    currency,
  );
}

function debitedBy(posted: readonly Offset[], currency: string): Money {
  const debits = posted.filter(({ data }) => data.purpose === 'refund');
  return total(
    debits.flatMap(({ data }) => [data.amount, data.taxNotCarried]),
    currency,
  );
}

/** Money that reached the shopper, at once or later. */
function paidFor(facts: Facts, currency: string): Money {
  const own = new Set(refundIdsOf(facts));
  const later = ofType(facts, 'RefundMoneySettled').filter(({ data }) => own.has(data.refundId));
  return total(
    [...refundsOf(facts).map(({ data }) => data.moneyRefunded), ...later.map(({ data }) => data.amount)],
    currency,
  );
}

const total = (amounts: readonly Money[], currency: string): Money =>
  sum(
    amounts.filter((one) => one.currency === currency),
    currency,
  );
