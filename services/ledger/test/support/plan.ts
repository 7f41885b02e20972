import { allocate, money, type Money } from '@backhaul/money';
import fc from 'fast-check';

/** A return with its money, in cents, as the shopper was promised it, and the way in which its ERP settles it. */
export interface Plan {
  /** How the ERP learns what consumed the credit: AR debits, or taken off the replacement order. */
  readonly route: 'debits' | 'withheld';
  readonly carriesTax: boolean;
  readonly units: readonly { readonly price: number; readonly discount: number; readonly tax: number }[];
  readonly total: number;
  readonly tax: number;
  readonly fee: number;
  readonly feeBy: 'credit' | 'debit';
  readonly refunds: readonly number[];
  readonly storeCredit: number;
  readonly exchangeCredit: number;
  readonly upsell: number;
  readonly exchange: 'discount' | 'full-price' | 'native';
  /** What the ERP's credit is above what it should be; an adjustment for rounding closes it. */
  readonly rounding: number;
  /** In how many receipts the units arrive. */
  readonly receipts: number;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Any return: discounts, tax that the ERP carries or not, a fee, refunds, store credit, goods, and something on top. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    route: fc.constantFrom<Plan['route']>('debits', 'withheld'),
    carriesTax: fc.boolean(),
    units: fc.array(
      fc.record({ price: fc.integer({ min: 500, max: 30_000 }), discounted: percent(60), taxed: percent(20) }),
      { minLength: 1, maxLength: 4 },
    ),
    exchanged: fc.oneof(fc.constant(0), percent(160)),
    feeShare: fc.oneof(fc.constant(0), percent(20)),
    stored: fc.oneof(fc.constant(0), fc.constant(100), percent(99)),
    refundParts: fc.integer({ min: 1, max: 3 }),
    feeBy: fc.constantFrom<Plan['feeBy']>('credit', 'debit'),
    exchange: fc.constantFrom<Plan['exchange']>('discount', 'full-price', 'native'),
    rounding: fc.integer({ min: -2, max: 2 }),
    receipts: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ exchanged, feeShare, stored, refundParts, rounding, ...rest }) => {
    const units = rest.units.map(({ price, discounted, taxed }) => {
      const discount = share(price, discounted);
      return { price, discount, tax: share(price - discount, taxed) };
    });
    const total = sum(units.map(({ price, discount, tax }) => price - discount + tax));
    const wanted = share(total, exchanged);
    const exchangeCredit = Math.min(total, wanted);
    const left = total - exchangeCredit;
    const fee = share(left, feeShare);
    const storeCredit = share(left - fee, stored);
    const isWithheld = rest.route === 'withheld';
    return {
      ...rest,
      units,
      total,
      tax: sum(units.map(({ tax }) => tax)),
      fee,
      storeCredit,
      exchangeCredit,
      upsell: wanted - exchangeCredit,
      refunds: split(left - fee - storeCredit, refundParts),
      carriesTax: isWithheld || rest.carriesTax,
      rounding: isWithheld ? 0 : rounding,
    };
  });

function percent(max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max });
}

const share = (amount: number, percentage: number): number => Math.floor((amount * percentage) / 100);

function split(amount: number, parts: number): number[] {
  const weights = Array.from({ length: parts }, () => 1);
  return allocate(money(amount, 'USD'), weights)
    .map((part: Money) => part.amount)
    .filter((part) => part > 0);
}

/** The example of contracts/aims360.md §5.4: 97.20 of 136.08 goes into the exchange, 38.88 is refunded. */
export const example: Plan = {
  route: 'debits',
  carriesTax: true,
  units: [{ price: 14000, discount: 1400, tax: 1008 }],
  total: 13608,
  tax: 1008,
  fee: 0,
  feeBy: 'credit',
  refunds: [3888],
  storeCredit: 0,
  exchangeCredit: 9720,
  upsell: 0,
  exchange: 'full-price',
  rounding: 0,
  receipts: 1,
};
