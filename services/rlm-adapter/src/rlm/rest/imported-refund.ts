import { add, equals, parseMoney, sum, type Money } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import type { ImportedRefund } from '../../rlm-return-authorization/refund.js';
import type { ImportRow, Invoice } from './documents.js';

/**
 * The import says what moved, the invoice says what was credited.
 * @throws VendorError VENDOR_NOT_UNDERSTOOD when its parts do not add up to its total: such a credit never reaches the books
 */
export function importedRefund(
  row: ImportRow,
  creditNumber: number,
  credit: Invoice,
  currency: string,
): ImportedRefund {
  if (credit.currency !== currency)
    throw notUnderstood('RLM', `credit ${creditNumber} is in ${credit.currency}, the refund in ${currency}`);
  const amount = (text: string): Money => parsed(text, currency, creditNumber);
  const [total, merchandise, tax] = [amount(credit.total), amount(credit.merchandise), amount(credit.sales_tax)];
  const freight = amount(credit.freight_charge);
  const adjustment = sum(
    credit.misc_charges.map((charge) => amount(charge.amount)),
    currency,
  );
  if (!equals(total, [tax, freight, adjustment].reduce(add, merchandise)))
    throw notUnderstood('RLM', `the parts of credit ${creditNumber} do not add up to its total`);
  return {
    kind: 'created',
    creditNumber: String(creditNumber),
    ...{ total, merchandise, tax, freight, adjustment },
    movements: row.restocked.map(({ sku, warehouse, quality, quantity }) => ({
      sku,
      barcode: null,
      warehouse: String(warehouse),
      quality: quality === '1' ? 'first' : 'second',
      quantity,
    })),
    leftOut: row.lines
      .filter(({ result }) => result !== 'CREATED')
      .map((line) => ({ orderLineId: line.external_line_id, reason: line.message ?? line.result })),
  };
}

function parsed(text: string, currency: string, creditNumber: number): Money {
  try {
    return parseMoney(text, currency);
  } catch {
    throw notUnderstood('RLM', `credit ${creditNumber} holds '${text}', which is no amount in ${currency}`);
  }
}
