import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountsOf, lineRefunds } from '../../src/loop/returns/amounts.js';
import type { LoopReturn } from '../../src/index.js';

const unit = fc
  .record({ price: fc.nat(100_000), share: fc.nat(100), rate: fc.nat(25) })
  .map(({ price, share, rate }) => {
    const discount = Math.floor((price * share) / 100);
    return { price, discount, tax: Math.round(((price - discount) * rate) / 100) };
  });

it('the money identities of a return hold for any lines and fee', () => {
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 8 }), fc.nat(5_000), (lines, handlingFee) => {
      const one = { lines, handlingFee, currency: 'USD' } as unknown as LoopReturn;
      const { product, discount, tax, total, refund, handlingFee: kept } = amountsOf(one);
      const shares = lineRefunds(one);
      expect(total).toBe(product - discount + tax);
      expect(refund).toBe(total - kept);
      expect(refund).toBeGreaterThanOrEqual(0);
      expect(shares.reduce((sum, share) => sum + share.refund, 0)).toBe(refund);
      for (const share of shares) expect(share.item + share.tax).toBe(share.refund);
    }),
  );
});
