import { nothing } from '@backhaul/contracts';
import { subtract, type Money } from '@backhaul/money';
import type { RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import type { RmaUnit } from './events.js';
import type { RmaPolicy } from './policy.js';
import { createRmaEffect, type RmaDraft } from './rma-draft.js';
import type { Rma } from './state.js';

type AuthorizeReturn = Extract<RmaCommand, { kind: 'AuthorizeReturn' }>;
type Initiated = AuthorizeReturn['initiated'];

/** One RMA per return, whatever repeats. */
export function authorizeReturn({ initiated, policy, at }: AuthorizeReturn, state: Rma): RmaDecision {
  if (state.requested !== null) return nothing;
  const { returnId, externalReturnId, order, amounts, initiatedAt: enteredAt } = initiated;
  const units = initiated.units.map((unit) => rmaUnit(unit, policy));
  const exchangeOrderIds = initiated.exchangeOrders.map(({ orderId }) => orderId);
  const money = { tax: amounts.tax, fee: amounts.handlingFee, expectedCredit: expectedCredit(initiated, policy) };
  const data = { externalReturnId, order, units, enteredAt, ...money, exchangeOrderIds, policy };
  return {
    events: [{ type: 'RmaRequested', data, occurredAt: at }],
    calls: [{ key: `rma:${returnId}`, kind: createRmaEffect, payload: draftOf(initiated, policy) }],
  };
}

function rmaUnit(unit: Initiated['units'][number], { reason, warehouse }: RmaPolicy): RmaUnit {
  const { unitId, sku, barcode, outcome, price, discount, tax, reason: note } = unit;
  return { unitId, sku, barcode, outcome, price: subtract(price, discount), tax, note, reason, warehouse };
}

/** What the ERP should credit when everything comes back: the returned value less the fee, unless that is debited, with tax where it carries tax. */
function expectedCredit({ amounts }: Initiated, policy: RmaPolicy): Money {
  const value = policy.fee === 'debit' ? amounts.total : subtract(amounts.total, amounts.handlingFee);
  return policy.creditIncludesTax ? value : subtract(value, amounts.tax);
}

function draftOf(initiated: Initiated, policy: RmaPolicy): RmaDraft {
  const { returnId, externalReturnId, order, amounts, initiatedAt } = initiated;
  const currency = amounts.total.currency;
  return {
    returnId,
    externalReturnId,
    order,
    customerAccount: policy.customerAccount,
    warehouse: policy.warehouse,
    reason: policy.reason,
    enteredAt: initiatedAt,
    currency,
    tax: policy.creditIncludesTax ? amounts.tax : { amount: 0, currency },
    fee: policy.fee === 'debit' ? { amount: 0, currency } : amounts.handlingFee,
    units: initiated.units.map((unit) => ({
      unitId: unit.unitId,
      sku: unit.sku,
      barcode: unit.barcode,
      price: subtract(unit.price, unit.discount),
      reason: unit.reason,
      reasonCode: policy.reason,
      warehouseCode: policy.warehouse,
    })),
  };
}
