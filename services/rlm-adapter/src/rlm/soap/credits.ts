import { add, formatMoney, money, parseMoney, subtract, type Money } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import type { ImportedRefund } from '../../rlm-return-authorization/refund.js';
import type { RefundDraft } from '../../rlm-return-authorization/refunds.js';
import type { RefundPlan } from './refund-plan.js';
import { namesOf, type CreditRow } from './rows.js';

/** A credit as RLM's list shows it: the same document on each of its lines. */
export interface ListedCredit {
  readonly number: string;
  readonly rows: readonly [CreditRow, ...CreditRow[]];
}

/** Rows of the list, by credit. */
export function creditsIn(rows: readonly CreditRow[]): ListedCredit[] {
  const credits = new Map<number, [CreditRow, ...CreditRow[]]>();
  for (const row of rows) {
    const known = credits.get(row.CREDIT_NUMBER);
    if (known === undefined) credits.set(row.CREDIT_NUMBER, [row]);
    else known.push(row);
  }
  return [...credits].map(([number, own]) => ({ number: String(number), rows: own }));
}

/**
 * Whether the credit can only be for this refund: of its order, for exactly these units, with exactly its amounts. The list tells no
 * misc. charges and no refund, so a refund that needs such a charge is never recognised by its credit alone.
 */
export function isFor(credit: ListedCredit, { refund }: RefundDraft, plan: RefundPlan): boolean {
  const [first] = credit.rows;
  if (first.ORIGINAL_CUSTOMER_PO !== refund.orderName || first.CURRENCY !== plan.total.currency) return false;
  if (plan.adjustment.amount !== 0 || !sameUnits(credit, plan)) return false;
  return formatMoney(amountsOf(credit).total) === formatMoney(plan.total);
}

function sameUnits({ rows }: ListedCredit, { lines }: RefundPlan): boolean {
  const left = new Map<string | null, number>();
  for (const { sku, quantity } of lines) left.set(sku, (left.get(sku) ?? 0) + quantity);
  for (const row of rows) {
    const sku = namesOf(row, row.SIZE, row.UPC).find((name) => left.has(name));
    if (sku === undefined) return false;
    left.set(sku, (left.get(sku) ?? 0) - row.UNITS);
  }
  return [...left.values()].every((units) => units === 0);
}

interface Amounts {
  readonly merchandise: Money;
  readonly tax: Money;
  readonly freight: Money;
  /** Without misc. charges. */
  readonly total: Money;
}

/** What the credit comes to. @throws VendorError VENDOR_NOT_UNDERSTOOD for amounts that are none in its currency */
function amountsOf({ number, rows }: ListedCredit): Amounts {
  const [first] = rows;
  const amount = (text: string): Money => parsed(text, first.CURRENCY, number);
  const gross = rows.reduce((total, row) => total + amount(row.UNIT_PRICE).amount * row.UNITS, 0);
  const discount = Math.round(Number(first.DISCOUNT) * 100_000);
  const off = Number((BigInt(gross) * BigInt(discount) * 2n + 100_000n) / 200_000n);
  const merchandise = money(gross - off, first.CURRENCY);
  const [tax, freight] = [amount(first.SALES_TAX), amount(first.FREIGHT_CHARGE)];
  return { merchandise, tax, freight, total: [merchandise, tax].reduce(add, freight) };
}

/**
 * The credit as the import's result. `total`: what a person read off it, for the misc. charges that the list does not tell. The goods
 * are where the task had them put: the API shows no movements.
 */
export function importedAs(credit: ListedCredit, plan: RefundPlan, total: string | null): ImportedRefund {
  const amounts = amountsOf(credit);
  const whole = total === null ? amounts.total : parsed(total, plan.total.currency, credit.number);
  return {
    kind: 'created',
    creditNumber: credit.number,
    ...amounts,
    total: whole,
    adjustment: subtract(whole, amounts.total),
    movements: plan.movements,
    leftOut: plan.leftOut,
  };
}

function parsed(text: string, currency: string, number: string): Money {
  try {
    return parseMoney(text, currency);
  } catch {
    throw notUnderstood('RLM', `credit ${number} holds '${text}', which is no amount in ${currency}`);
  }
}
