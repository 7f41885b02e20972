import { sum, type Money } from '@backhaul/money';

/** One line of an order in the ERP. */
export interface RlmOrderLine {
  /** The shop's line; null when the ERP does not name it. */
  readonly externalLineId: string | null;
  readonly quantity: number;
}

/** A sales order as the ERP holds it; one of the shop is one order per division (contracts/rlm-and-3pl.md §1.2). */
export interface RlmOrder {
  readonly orderNumber: string;
  readonly division: number;
  readonly status: 'open' | 'shipped' | 'cancelled';
  readonly account: string;
  /** Ship-to. */
  readonly store: number;
  /** Of the ship-to, two letters; null when the order has none. */
  readonly state: string | null;
  readonly lines: readonly RlmOrderLine[];
  readonly discount: Money;
  /** Sum of its misc. charges, signed. */
  readonly charges: Money;
  /** What the customer owes for it. */
  readonly receivable: Money;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** What all of them come to. */
export const receivableOf = (orders: readonly RlmOrder[], currency: string): Money =>
  sum(
    orders.map(({ receivable }) => receivable),
    currency,
  );

/** Their numbers, as a person reads them. */
export const numbersOf = (orders: readonly RlmOrder[]): string =>
  orders.map(({ orderNumber }) => orderNumber).join(', ');

/** Units that they hold. */
export const unitsOf = (orders: readonly RlmOrder[]): number =>
  orders.flatMap(({ lines }) => lines).reduce((units, { quantity }) => units + quantity, 0);
