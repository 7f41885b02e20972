import { receiptDecider, type PostedReceipt, type ReceiptCommand, type ReceiptEvent } from '@backhaul/erp-kit';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

const at = new Date('2026-03-09T15:20:00.000Z');
const asked = { merchantId: 'oaklinen', at };
const [OWN, OTHER] = ['oaklinen-88400012', 'oaklinen-88400013'];
const told: PostedReceipt = {
  receiptId: 'RCV7',
  revision: 1,
  receivedAt: at.toISOString(),
  warehouse: 'WEST1',
  lines: [{ sku: 'TS100-BLK-M', barcode: null, quantity: 1 }],
};
const receipt = receiptDecider<PostedReceipt>({
  numbersOf: () => ({ tracking: '1Z999' }),
  lineText: ({ quantity, sku }) => `${quantity} × ${sku}`,
  whenCorrected: null,
});

const take = (revision = 1, returnId: string | null = null): ReceiptCommand => ({
  ...asked,
  kind: 'TakeReceipt',
  receipt: { ...told, revision },
  returnId,
});
const match: ReceiptCommand = { ...asked, kind: 'MatchReceipt', returnId: OWN, by: 'Dana Ruiz' };
const handOver: ReceiptCommand = { ...asked, kind: 'HandOver' };
const settle: ReceiptCommand = {
  ...asked,
  kind: 'SettleGoods',
  outcome: 'disposed',
  by: 'Dana Ruiz',
  reason: 'Nobody knows it.',
};

function after(...commands: readonly ReceiptCommand[]) {
  let state = receipt.initial;
  let events: readonly ReceiptEvent[] = [];
  for (const command of commands) {
    ({ events } = receipt.decide(command, state));
    state = events.reduce(receipt.evolve, state);
  }
  return { state, types: events.map(({ type }) => type), events };
}

describe('a receipt of a warehouse whose corrections go where the receipt went', () => {
  it('is handed over once, and once more for each correction', () => {
    expect(after(take(1, OWN), handOver).types).toEqual(['ReceiptHandedOver']);
    expect(after(take(1, OWN), handOver, handOver).types).toEqual([]);
    expect(after(take(1, OWN), handOver, take(2, OWN), handOver).types).toEqual(['ReceiptHandedOver']);
  });

  it('goes to another return when a correction says so', () => {
    const { state, types } = after(take(1, OWN), handOver, take(2, OTHER));
    expect(types).toEqual(['ReceiptTaken', 'ReceiptMatched']);
    expect(state.returnId).toBe(OTHER);
  });

  it('stays with its return when a correction leaves the number out', () => {
    expect(after(take(1, OWN), handOver, take(2)).state.returnId).toBe(OWN);
  });
});

describe('goods that belong to no return', () => {
  it('leave the worklist with what a person says about them, once', () => {
    const { events } = after(take(), settle);
    expect(events).toMatchObject([
      { type: 'GoodsSettled', data: { outcome: 'disposed', by: 'Dana Ruiz' } },
      { type: 'TaskClosed', data: { how: 'Dana Ruiz: the goods were disposed of. Nobody knows it.' } },
    ]);
    expect(after(take(), settle, settle).types).toEqual([]);
    expect(after(take(), settle, match).types).toEqual([]);
  });

  it('are not decided here once they have a return', () => {
    expect(after(take(), match, settle).types).toEqual([]);
  });
});

describe('the revisions of a receipt, in any order and any number of times', () => {
  it('leave what the newest of them says: a return, or a place on the worklist', () => {
    const revisions = fc.array(fc.constantFrom(null, OWN), { minLength: 1, maxLength: 5 }).map((all) =>
      // A return that was found once stays found.
      all.map((_, index) => take(index + 1, all.slice(0, index + 1).includes(OWN) ? OWN : null)),
    );
    const anyOrder = revisions.chain((all) =>
      fc
        .array(fc.constantFrom(...all), { maxLength: 4 })
        .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }))
        .map((shuffled) => ({ all, shuffled })),
    );
    fc.assert(
      fc.property(anyOrder, ({ all, shuffled }) => {
        const [inOrder, asItCame] = [after(...all).state, after(...shuffled).state];
        expect(asItCame.taken).toEqual(inOrder.taken);
        expect(asItCame.returnId).toBe(inOrder.returnId);
        expect(Object.keys(asItCame.tasks)).toEqual(inOrder.returnId === null ? ['blind-receipt:oaklinen:RCV7'] : []);
      }),
      { numRuns: 200 },
    );
  });
});
