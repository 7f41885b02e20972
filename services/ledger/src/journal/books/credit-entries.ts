import { negate, sum, type Money } from '@backhaul/money';
import { ofType, type FactOf, type Facts } from '../facts.js';
import { credit, debit, entryOf, type Entry } from './entry.js';

/** The ERP owes the customer: what came back is taken out of sales, the receivable is credited. */
export function creditEntries(facts: Facts): Entry[] {
  return ofType(facts, 'CreditIssued').flatMap((fact) => {
    const { documentNumber, documentKind, merchandise, tax, freight, fee, adjustment, total } = fact.data;
    return entryOf({
      cause: `credit:${documentNumber}`,
      description: `${documentKind === 'credit-memo' ? 'Credit memo' : 'Credit invoice'} ${documentNumber}`,
      documentNumber,
      fact,
      lines: [
        debit('sales-returns', merchandise),
        debit('tax', tax),
        debit('freight', freight),
        credit('fee-income', fee),
        debit('adjustments', adjustment),
        credit('customer-receivable', total),
      ],
    });
  });
}

/** What the credits kept of the returned value as given otherwise than in money, positive. */
export function withheldBy(credits: readonly FactOf<'CreditIssued'>[], currency: string): Money {
  const adjustments = credits.map(({ data }) => data.adjustment).filter((one) => one.currency === currency);
  return negate(sum(adjustments, currency));
}
