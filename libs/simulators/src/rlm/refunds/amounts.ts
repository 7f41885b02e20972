import { share } from '../money.js';
import type { MiscCharge } from '../orders/entities.js';
import type { ImportableLine } from './check.js';
import type { Refund } from './entities.js';

export interface CreditAmounts {
  readonly merchandise: number;
  readonly sales_tax: number;
  readonly freight_charge: number;
  readonly misc_charges: MiscCharge[];
  readonly total: number;
}

const valueOf = (lines: readonly { subtotal: number; tax: number }[], freight: number): number =>
  lines.reduce((sum, line) => sum + line.subtotal + line.tax, freight);

/**
 * What the credit comes to (§6). The gap between the money and the value of the whole refund is one misc charge, so that an
 * exchange leaves no open credit; a mixed refund takes its share of the gap. Minor units.
 */
export const creditAmounts = (refund: Refund, imported: readonly ImportableLine[]): CreditAmounts => {
  const lines = imported.map(({ refunded }) => refunded);
  const wholeValue = valueOf(refund.lines, refund.freight);
  const importedValue = valueOf(lines, refund.freight);
  const gap = refund.money_refunded - wholeValue;
  const adjustment = lines.length === refund.lines.length ? gap : share(gap, importedValue, wholeValue);
  return {
    merchandise: lines.reduce((sum, line) => sum + line.subtotal, 0),
    sales_tax: lines.reduce((sum, line) => sum + line.tax, 0),
    freight_charge: refund.freight,
    misc_charges:
      adjustment === 0 ? [] : [{ code: 'LOOPADJ', amount: adjustment, description: 'Loop order adjustment' }],
    total: importedValue + adjustment,
  };
};
