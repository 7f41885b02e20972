import type { EventData } from '@backhaul/contracts';
import { add, isZero, subtract, sum, zero, type Money } from '@backhaul/money';
import { codesOf, type Codes } from './codes.js';
import type { RmaUnit } from './events.js';
import type { RmaPolicy } from './policy.js';
import type { RmaDraft } from './rma-draft.js';
import type { Requested } from './state.js';

type Snapshot = Pick<EventData<'ReturnInitiated'>, 'units' | 'amounts' | 'exchangeOrders'>;

/** What the RMA has to say of a return: it changes when the return is edited. */
export type Contents = Pick<Requested, 'units' | 'tax' | 'fee' | 'expectedCredit' | 'exchangeOrderIds'>;

/** From the return as Loop shows it. */
export function contentsOf({ units, amounts, exchangeOrders }: Snapshot, codes: Codes, policy: RmaPolicy): Contents {
  const { tax, handlingFee: fee } = amounts;
  return {
    units: units.map((unit) => rmaUnit(unit, codes, policy)),
    tax,
    fee,
    expectedCredit: worthOf(amounts.total, tax, fee, policy),
    exchangeOrderIds: exchangeOrders.map(({ orderId }) => orderId),
  };
}

function rmaUnit(unit: Snapshot['units'][number], codes: Codes, policy: RmaPolicy): RmaUnit {
  const { unitId, sku, barcode, outcome, price, discount, tax, reason: note } = unit;
  const known = { unitId, sku, barcode, outcome, price: subtract(price, discount), tax, note };
  return { ...known, ...codesOf(unitId, codes, policy) };
}

/** What the ERP should credit: the value less the fee, unless that is debited, with tax where it carries tax. */
function worthOf(total: Money, tax: Money, fee: Money, policy: RmaPolicy): Money {
  const value = policy.fee === 'debit' ? total : subtract(total, fee);
  return policy.creditIncludesTax ? value : subtract(value, tax);
}

/** The same return without some of its units. */
export function without(unitIds: readonly string[], requested: Requested): Contents {
  const units = requested.units.filter(({ unitId }) => !unitIds.includes(unitId));
  const { fee, exchangeOrderIds, policy } = requested;
  const { tax, value } = valueOf(units, fee.currency);
  return { units, tax, fee, exchangeOrderIds, expectedCredit: worthOf(value, tax, fee, policy) };
}

/** Tax and value with tax of some units. */
export function valueOf(units: readonly RmaUnit[], currency: string): { tax: Money; value: Money } {
  const tax = sum(
    units.map((unit) => unit.tax),
    currency,
  );
  const net = sum(
    units.map(({ price }) => price),
    currency,
  );
  return { tax, value: add(net, tax) };
}

/** What the ERP should credit for these units alone. */
export function worthOfUnits(units: readonly RmaUnit[], { fee, policy }: Requested): Money {
  const { tax, value } = valueOf(units, fee.currency);
  return worthOf(value, tax, fee, policy);
}

/** The RMA as it shall stand. Only for a return whose units all have their codes. */
export function draftFrom(returnId: string, requested: Requested, at: Date, contents: Contents = requested): RmaDraft {
  const { externalReturnId, order, policy, enteredAt } = requested;
  const { currency } = contents.expectedCredit;
  const none = zero(currency);
  return {
    returnId,
    externalReturnId,
    order,
    customerAccount: policy.customerAccount,
    warehouse: policy.warehouse,
    reason: policy.reason,
    enteredAt: enteredAt ?? at.toISOString(),
    currency,
    tax: policy.creditIncludesTax ? contents.tax : none,
    fee: policy.fee === 'debit' || isZero(contents.fee) ? none : contents.fee,
    units: contents.units.map((unit) => ({
      unitId: unit.unitId,
      sku: unit.sku,
      barcode: unit.barcode,
      price: unit.price,
      reason: unit.note,
      reasonCode: unit.reason ?? policy.reason,
      warehouseCode: unit.warehouse ?? policy.warehouse,
    })),
  };
}
