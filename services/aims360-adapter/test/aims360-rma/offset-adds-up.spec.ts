import { describe, expect, it } from '@jest/globals';
import { allocate, subtract, sum, type Money } from '@backhaul/money';
import fc from 'fast-check';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import { signed, type AdjustmentDraft, type AdjustmentReading } from '../../src/aims360-rma/offset/adjustment.js';
import {
  authorize,
  credit,
  exchangeOrder,
  jacket,
  line,
  minuteAfter,
  observe,
  processed,
  refund,
  returnId,
  rma,
  usd,
} from '../support/returns.js';
import { dataOf, run, type Ran } from '../support/run.js';

/** Any return: what came back, what the shopper was given for it, and by how much the ERP's credit is off. */
interface Story {
  readonly units: readonly { price: number; discount: number; tax: number }[];
  readonly fee: number;
  readonly feeIs: 'restocking-fee' | 'debit';
  /** Weights of refund, store credit and exchange. */
  readonly outcome: readonly [number, number, number];
  readonly loopDiscount: boolean;
  readonly native: boolean;
  readonly creditIncludesTax: boolean;
  readonly creditOff: number;
  readonly appliedFirst: boolean;
}

const cents = (max: number) => fc.integer({ min: 0, max });
const story: fc.Arbitrary<Story> = fc.record({
  units: fc.array(fc.record({ price: fc.integer({ min: 5000, max: 20000 }), discount: cents(2000), tax: cents(999) }), {
    minLength: 1,
    maxLength: 3,
  }),
  fee: fc.constantFrom(0, 0, 500, 999),
  feeIs: fc.constantFrom('restocking-fee' as const, 'debit' as const),
  outcome: fc.tuple(cents(3), cents(3), cents(3)).filter((weights) => weights.some((weight) => weight > 0)),
  loopDiscount: fc.boolean(),
  native: fc.boolean(),
  creditIncludesTax: fc.boolean(),
  creditOff: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: -2, max: 2 }) },
    { weight: 1, arbitrary: fc.integer({ min: 3, max: 900 }) },
  ),
  appliedFirst: fc.boolean(),
});

const taxOf = ({ units }: Story): number => units.reduce((all, { tax }) => all + tax, 0);
const valueOf = ({ units }: Story): number =>
  units.reduce((all, { price, discount, tax }) => all + price - discount + tax, 0);

/** What the ERP credited. */
function creditOf(one: Story): { total: Money; fee: Money } {
  const fee = one.feeIs === 'restocking-fee' ? one.fee : 0;
  const tax = one.creditIncludesTax ? 0 : taxOf(one);
  return { total: usd(valueOf(one) - fee - tax + one.creditOff), fee: usd(fee) };
}

function factsOf(one: Story): RmaCommand[] {
  const [refunded = usd(0), storeCredit = usd(0), exchangeCredit = usd(0)] = allocate(
    usd(valueOf(one) - one.fee),
    one.outcome,
  );
  const units = one.units.map((unit, index) =>
    jacket(`u${index}`, { price: usd(unit.price), discount: usd(unit.discount), tax: usd(unit.tax) }),
  );
  const { fee, creditIncludesTax, native } = one;
  const all = line({ authorized: units.length, received: units.length, restocked: units.length });
  const creditDiscount = one.loopDiscount && !native ? exchangeCredit : usd(0);
  const exchangeOrderIds = exchangeCredit.amount > 0 ? ['5511223399001'] : [];
  return [
    authorize({ units, fee, policy: { fee: one.feeIs, creditIncludesTax } }),
    observe(rma({ status: 'credited', lines: [all], credit: credit({ ...creditOf(one), minute: 30 }), minute: 30 })),
    refund({ refunded: refunded.amount, tax: taxOf(one) }),
    exchangeOrder({ native, creditDiscount }),
    processed(['929361'], refunded.amount, { storeCredit, exchangeCredit, exchangeOrderIds }),
  ];
}

/** The books of the ERP: what was posted and applied, by the calls and by the person who applies the credit. */
interface Erp {
  readonly posted: AdjustmentReading[];
  applied: number;
  minute: number;
}

/** Answers calls one by one until nothing is asked for any more, as the ERP would; a credit has room for its open balance. */
function settleWithErp(one: Story): { ran: Ran; erp: Erp; refused: number } {
  const commands = factsOf(one);
  const erp: Erp = { posted: [], applied: 0, minute: 60 };
  const { total } = creditOf(one);
  let [answered, refused] = [0, 0];
  const open = (): Money => subtract(total, sum([...erp.posted.map(signed), usd(erp.applied)], 'USD'));
  const apply = (): void => {
    const task = run(commands).state.tasks[`apply-credit:${returnId}`];
    if (task === undefined) return;
    const amount = Math.round(Number(/Apply ([\d.]+) USD/.exec(task.why)?.[1]) * 100);
    erp.applied += amount;
    commands.push(reading(open(), (erp.minute += 1)));
  };
  if (one.appliedFirst) apply();
  for (let ran = run(commands); answered < ran.calls.length; ran = run(commands)) {
    const call = ran.calls[answered++];
    if (call === undefined || call.kind === 'aims360.create-rma') continue;
    const draft = call.payload as AdjustmentDraft & { document?: string };
    if (signed(draft).amount > open().amount) refused += 1;
    if (call.kind === 'aims360.stage-debit') {
      commands.push({
        kind: 'ConfirmDebitStaged',
        returnId,
        purpose: draft.purpose,
        batchId: 'b',
        document: `A-${draft.purpose}`,
        at: new Date(minuteAfter(60)),
      });
      continue;
    }
    const { kind, reference, amount, creditDocument, reason, document = '' } = draft;
    const adjustment = {
      kind,
      reference,
      document,
      amount,
      creditDocument,
      reason,
      postedAt: minuteAfter((erp.minute += 1)),
    };
    erp.posted.push(adjustment);
    commands.push({ kind: 'ObserveAdjustment', returnId, adjustment });
  }
  if (!one.appliedFirst) apply();
  return { ran: run(commands), erp, refused };
}

const reading = (openBalance: Money, minute: number): RmaCommand => ({
  kind: 'ObserveCredit',
  returnId,
  reading: {
    document: 'CM-5501',
    rmaNumber: '30115',
    externalReturnId: '88120045',
    amount: openBalance,
    openBalance,
    issuedAt: minuteAfter(30),
    changedAt: minuteAfter(minute),
  },
});

describe('over any return: discounts, tax carried or not, fees, gift cards, exchanges', () => {
  it('the credit is the sum of its offsets and of what was applied, to the cent, and no step exceeds what is open', () => {
    fc.assert(
      fc.property(story, (one) => {
        fc.pre(Math.abs(one.creditOff) <= 2);
        const { ran, erp, refused } = settleWithErp(one);
        const { total } = creditOf(one);
        expect(sum([...erp.posted.map(signed), usd(erp.applied)], 'USD')).toEqual(total);
        const told = dataOf(ran, 'CreditOffsetPosted').map(({ amount }) => amount);
        const applied = dataOf(ran, 'CreditApplied').at(-1)?.applied ?? usd(0);
        expect(sum([...told, applied], 'USD')).toEqual(total);
        expect(refused).toBe(0);
        expect(Object.keys(ran.state.tasks)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('what the shopper got is what was offset, and the tax that the ERP does not carry', () => {
    fc.assert(
      fc.property(story, (one) => {
        fc.pre(one.creditOff === 0 && one.outcome[2] === 0);
        const { ran } = settleWithErp(one);
        const given = dataOf(ran, 'CreditOffsetPosted').filter(({ purpose }) => purpose !== 'fee');
        const gross = given.flatMap(({ amount, taxNotCarried }) => [amount, taxNotCarried]);
        expect(sum(gross, 'USD')).toEqual(usd(valueOf(one) - one.fee));
      }),
      { numRuns: 100 },
    );
  });

  it('nothing is entered when it does not add up: finance is told', () => {
    fc.assert(
      fc.property(story, (one) => {
        fc.pre(Math.abs(one.creditOff) > 2);
        const { ran, erp } = settleWithErp(one);
        expect(erp).toMatchObject({ posted: [], applied: 0 });
        expect(Object.keys(ran.state.tasks)).toEqual([`credit-refund-differ:${returnId}`]);
      }),
      { numRuns: 100 },
    );
  });
});
