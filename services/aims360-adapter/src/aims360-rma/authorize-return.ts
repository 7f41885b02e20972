import { nothing } from '@backhaul/contracts';
import { subtract, type Money } from '@backhaul/money';
import type { RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import { debitWhenProven } from './debit.js';
import type { RmaPolicy } from './policy.js';
import { evolve, type Rma } from './state.js';

type AuthorizeReturn = Extract<RmaCommand, { kind: 'AuthorizeReturn' }>;
type Initiated = AuthorizeReturn['initiated'];

export const createRmaEffect = 'aims360.create-rma';

/** What the RMA shall say, in our words; ids of the ERP are looked up when it is sent. */
export interface RmaDraft {
  readonly returnId: string;
  readonly externalReturnId: string;
  readonly order: { orderId: string; orderName: string };
  readonly customerAccount: string;
  readonly warehouse: string;
  readonly reason: string;
  readonly enteredAt: string;
  readonly currency: string;
  readonly tax: Money;
  readonly fee: Money;
  /** Net unit price: what the shopper paid after discounts, without tax. */
  readonly units: readonly {
    unitId: string;
    sku: string | null;
    barcode: string | null;
    price: Money;
    reason: string | null;
  }[];
}

/** One RMA per return, whatever repeats. */
export function authorizeReturn({ initiated, policy, at }: AuthorizeReturn, state: Rma): RmaDecision {
  if (state.requested !== null) return nothing;
  const { externalReturnId, order } = initiated;
  const units = initiated.units.map(({ unitId, sku, barcode }) => ({ unitId, sku, barcode }));
  const data = { externalReturnId, order, units, expectedCredit: expectedCredit(initiated, policy), policy };
  const requested = { type: 'RmaRequested' as const, data, occurredAt: at };
  const draft = draftOf(initiated, policy);
  const debit = debitWhenProven(initiated.returnId, at, evolve(state, requested));
  return {
    events: [requested, ...debit.events],
    calls: [{ key: `rma:${initiated.returnId}`, kind: createRmaEffect, payload: draft }, ...debit.calls],
  };
}

/** What the ERP should credit when everything comes back: the returned value less the fee, with tax where it carries tax. */
function expectedCredit({ amounts }: Initiated, policy: RmaPolicy): Money {
  const value = subtract(amounts.total, amounts.handlingFee);
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
    fee: amounts.handlingFee,
    units: initiated.units.map((unit) => ({
      unitId: unit.unitId,
      sku: unit.sku,
      barcode: unit.barcode,
      price: subtract(unit.price, unit.discount),
      reason: unit.reason,
    })),
  };
}
