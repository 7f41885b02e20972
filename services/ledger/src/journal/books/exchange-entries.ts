import { add, compare, equals, isZero, subtract, sum, zero, type Money } from '@backhaul/money';
import { ofType, type Facts } from '../facts.js';
import { processedOf } from '../processed.js';
import { creditUse } from '../route.js';
import { snapshotOf } from '../snapshot.js';
import { withheldBy } from './credit-entries.js';
import { credit, debit, entryOf, type Entry } from './entry.js';
import { creditsApplied } from './offset-entries.js';

/** How value that went into goods or store credit closes where no AR debit says so. */
export function exchangeEntries(facts: Facts): Entry[] {
  if (creditUse(facts) === 'debits') return taxBesideInvoices(facts);
  return creditUse(facts) === 'withheld' ? [...offsetsInOrders(facts), ...storeCreditWithheld(facts)] : [];
}

/** The ERP kept the value from the credit as an adjustment, and takes it off the replacement order (rlm-and-3pl.md §7). */
function offsetsInOrders(facts: Facts): Entry[] {
  const authorised = ofType(facts, 'ReturnAuthorized').slice(0, 1);
  return ofType(facts, 'ExchangeOrderImported').flatMap((fact) => {
    const { exchangeOrderId, exchangeOrderName, documentNumber, offset, system } = fact.data;
    return entryOf({
      cause: `exchange-import:${exchangeOrderId}`,
      description: `Returned value taken off ${exchangeOrderName} in ${system}`,
      documentNumber,
      fact,
      also: authorised,
      lines: [debit('adjustments', offset.amount), credit('exchange-clearing', offset.amount)],
    });
  });
}

/** The same for store credit, which has no document in the ERP: the adjustment of the credit must cover it. */
function storeCreditWithheld(facts: Facts): Entry[] {
  const processed = processedOf(facts);
  const credits = ofType(facts, 'CreditIssued');
  const last = credits.at(-1);
  if (processed === undefined || last === undefined || processed.data.partial) return [];
  const { storeCredit, exchangeCredit } = processed.data;
  if (last.data.total.currency !== storeCredit.currency) return [];
  if (compare(withheldBy(credits, storeCredit.currency), add(storeCredit, exchangeCredit)) < 0) return [];
  return entryOf({
    cause: 'store-credit-withheld',
    description: 'Store credit kept from the credit in the ERP',
    documentNumber: last.data.documentNumber,
    fact: last,
    also: [processed],
    lines: [debit('adjustments', storeCredit), credit('store-credit-liability', storeCredit)],
  });
}

/**
 * An ERP that carries no tax applies the credit to the invoice without the tax that the shopper spent on the exchange. It is
 * what the other documents left of the return's tax, and is taken from there only when that is exactly what is open.
 */
function taxBesideInvoices(facts: Facts): Entry[] {
  const [processed, applied] = [processedOf(facts), creditsApplied(facts).at(-1)];
  if (processed === undefined || applied === undefined) return [];
  const { exchangeCredit } = processed.data;
  const tax = taxLeft(facts, exchangeCredit.currency);
  if (tax === null || tax.amount <= 0 || !equals(tax, openOfExchange(facts, exchangeCredit))) return [];
  return entryOf({
    cause: 'exchange-tax',
    description: 'Tax of the exchange that the ERP does not carry',
    documentNumber: applied.data.creditDocument,
    fact: applied,
    also: [processed],
    lines: [debit('tax', tax), credit('exchange-clearing', tax)],
  });
}

/** Null where the ERP carries tax. */
function taxLeft(facts: Facts, currency: string): Money | null {
  const tax = snapshotOf(facts)?.amounts.tax ?? zero(currency);
  const credits = ofType(facts, 'CreditIssued');
  if (tax.currency !== currency || credits.length === 0 || credits.some(({ data }) => !isZero(data.tax))) return null;
  const shares = ofType(facts, 'CreditOffsetPosted').map(({ data }) => data.taxNotCarried);
  return subtract(tax, sum(inCurrency(shares, currency), currency));
}

function openOfExchange(facts: Facts, exchangeCredit: Money): Money {
  const { currency } = exchangeCredit;
  const debits = ofType(facts, 'CreditOffsetPosted').filter(({ data }) => data.purpose === 'exchange');
  const used = [
    ...creditsApplied(facts).map(({ data }) => data.applied),
    ...debits.flatMap(({ data }) => [data.amount, data.taxNotCarried]),
  ];
  return subtract(exchangeCredit, sum(inCurrency(used, currency), currency));
}

const inCurrency = (amounts: readonly Money[], currency: string): Money[] =>
  amounts.filter((one) => one.currency === currency);
