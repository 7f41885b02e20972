import { Reader } from '../../input/reader.js';
import { RlmRefusal, malformed } from '../refusal.js';
import type { Company } from '../state.js';
import { restockTypes } from './entities.js';
import type { Refund, RefundLine } from './entities.js';

const readLine = (line: Reader): RefundLine => ({
  external_line_id: line.text('external_line_id', 64),
  quantity: line.whole('quantity', 1),
  restock_type: line.choice('restock_type', restockTypes),
  location_id: line.textOrNull('location_id', 64),
  subtotal: line.amountFromText('subtotal'),
  tax: line.has('tax') ? line.amountFromText('tax') : 0,
});

export const readRefund = (company: Company, input: unknown, now: Date): Refund => {
  const body = new Reader(input, malformed);
  const currency = body.text('currency', 3);
  if (currency !== company.currency) throw new RlmRefusal('VALIDATION', 'Invalid Currency');
  return {
    refund_id: body.text('refund_id', 64),
    external_order_id: body.text('external_order_id', 64),
    created_at: body.instant('created_at') ?? now.toISOString(),
    currency,
    money_refunded: body.amountFromText('money_refunded'),
    freight: body.has('freight') ? body.amountFromText('freight') : 0,
    lines: body.list('lines').map(readLine),
  };
};
