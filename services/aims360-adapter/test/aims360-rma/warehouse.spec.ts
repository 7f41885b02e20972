import { describe, expect, it } from '@jest/globals';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import {
  at,
  authorize,
  credit,
  credited,
  ended,
  jacket,
  line,
  observe,
  receipt,
  requestCredit,
  returnId,
  rma,
  usd,
} from '../support/returns.js';
import { after, dataOf, run, typesOf, type Ran } from '../support/run.js';

const two = [jacket('u1'), jacket('u2')];
const open = (authorized = 1): RmaCommand[] => [
  authorize({ units: two.slice(0, authorized) }),
  observe(rma({ lines: [line({ authorized })] })),
];
const keys = ({ calls }: Ran): string[] => calls.map(({ key }) => key.replace(`:${returnId}`, ''));
const openKinds = ({ state }: Ran): string[] => Object.values(state.tasks).map(({ kind }) => kind);

describe('a receipt that a warehouse posts', () => {
  it('is booked on the RMA once, with what became of each unit; restocked only when the RMA shows it', () => {
    const posted = receipt([{}, { disposition: 'seconds', note: 'Torn sleeve' }]);
    const ran = after(open(2)).when(posted, posted);
    expect(keys(ran)).toEqual(['receive:WH-7741-1']);
    expect(ran.calls[0]?.payload).toMatchObject({
      receiptReference: 'WH-7741-1',
      lines: [
        { sku: 'RIDGE-PINE-M', quantity: 1, disposition: 'restock', warehouseCode: 'MAIN' },
        { sku: 'RIDGE-PINE-M', quantity: 1, disposition: 'seconds', warehouseCode: 'SECONDS' },
      ],
    });
    expect(typesOf(ran)).toEqual(['ReceiptPosted']);
    const shown = line({ authorized: 2, received: 2, restocked: 1, seconds: 1 });
    const seen = after([...open(2), posted]).when(observe(rma({ lines: [shown], minute: 9 })));
    expect(dataOf(seen, 'ReceiptRecorded')).toMatchObject([
      {
        final: true,
        units: [
          { unitId: 'u1', disposition: 'restock', note: null },
          { unitId: 'u2', disposition: 'seconds', note: 'Torn sleeve' },
        ],
      },
    ]);
    expect(dataOf(seen, 'InventoryRestocked')).toHaveLength(1);
  });

  it('names the unit, whatever its place on the return', () => {
    const named = receipt([{ unitId: 'u2', disposition: 'write-off' }]);
    const shown = line({ authorized: 2, received: 1, writtenOff: 1 });
    const ran = after([...open(2), named]).when(observe(rma({ lines: [shown], minute: 9 })));
    expect(dataOf(ran, 'ReceiptRecorded')).toMatchObject([{ units: [{ unitId: 'u2', disposition: 'write-off' }] }]);
    expect(dataOf(ran, 'InventoryRestocked')).toEqual([]);
  });

  it('partial, then more, are two receipts', () => {
    const ran = after(open(2)).when(receipt([{}], 'WH-1'), receipt([{ disposition: 'missing' }], 'WH-2'));
    expect(keys(ran)).toEqual(['receive:WH-1', 'receive:WH-2']);
  });

  it.each([
    ['one more than the return has', [{}, {}], 'over-receipt', 'over'],
    ['another item', [{ sku: 'VEST-M', barcode: '4' }], 'wrong-item', 'wrong-item'],
    ['an unknown UPC', [{ sku: null, barcode: '999' }], 'unknown-upc', 'unknown-sku'],
  ])('with %s holds the return and is on a worklist, which only a person closes', (_, units, kind, exception) => {
    const ran = after(open()).when(receipt(units));
    expect(openKinds(ran)).toEqual([kind]);
    expect(dataOf(ran, 'ReceiptRecorded')).toMatchObject([
      { units: [{ unitId: null, exception, disposition: 'undecided' }] },
    ]);
    expect(typesOf(ran)).toContain('ReturnHeld');
    expect(ran.calls).toHaveLength(units.length - 1);
    const [taskId = ''] = Object.keys(ran.state.tasks);
    const done: RmaCommand = { kind: 'CloseTask', returnId, taskId, by: 'Dana Ruiz', reason: 'Sent back', at };
    expect(openKinds(after([...open(), receipt(units)]).when(done))).toEqual([]);
  });

  it('for a return that is over is on a worklist, with nothing booked', () => {
    const ran = after([...open(), ended()]).when(receipt([{}]));
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      { kind: 'receipt-on-ended-return', values: { items: '1 RIDGE-PINE-M restock in MAIN' } },
    ]);
  });

  it('after the credit is received on an RMA of its own, and finance decides about the money', () => {
    const half = line({ authorized: 2, received: 1, restocked: 1 });
    const memo = rma({ status: 'credited', lines: [half], credit: credit({ minute: 30 }), minute: 30 });
    const before = [...open(2), observe(memo)];
    const ran = after(before).when(receipt([{}], 'WH-LATE'));
    expect(keys(ran)).toEqual(['rma:late', 'receive:WH-LATE']);
    expect(ran.calls[0]?.payload).toMatchObject({
      externalReturnId: '88120045-2',
      tax: usd(0),
      units: [{ unitId: 'u2' }],
    });
    expect(dataOf(ran, 'ReceiptRecorded')).toMatchObject([
      { units: [{ unitId: 'u2', exception: 'late', disposition: 'restock' }] },
    ]);
    expect(openKinds(ran)).toContain('late-units');
    const second = rma({
      rmaNumber: '30116',
      status: 'credited',
      lines: [line({ received: 1, restocked: 1 })],
      minute: 40,
    });
    const shown = after([...before, receipt([{}], 'WH-LATE')]).when({
      kind: 'ObserveSupplement',
      returnId,
      rma: second,
    });
    expect(dataOf(shown, 'InventoryRestocked')).toMatchObject([
      { documentNumber: '30116', movements: [{ quantity: 1 }] },
    ]);
    expect(openKinds(shown)).not.toContain('late-units');
  });

  it('of an RMA that is not ours is for a person, and closes itself when the RMA shows it', () => {
    const before = [authorize({ policy: { owner: 'vendor-link' } }), observe(rma()), receipt([{}])];
    expect(run(before).calls).toEqual([]);
    expect(openKinds(run(before))).toEqual(['receive-rma']);
    const shown = observe(rma({ lines: [line({ received: 1, restocked: 1 })], minute: 9 }));
    expect(openKinds(after(before).when(shown))).toEqual([]);
  });
});

describe('a unit that the shopper keeps', () => {
  const kept = jacket('k1', { outcome: 'keep' });

  it('is on the RMA, written off once the rest has come, and told as no goods', () => {
    const before = [authorize({ units: [jacket('u1'), kept] }), observe(rma({ lines: [line({ authorized: 2 })] }))];
    expect(keys(run(before))).toEqual(['rma']);
    const came = line({ authorized: 2, received: 1, restocked: 1 });
    const ran = after(before).when(observe(rma({ lines: [came], minute: 5 })));
    expect(keys(ran)).toEqual(['receive:KEPT-88120045']);
    expect(dataOf(ran, 'ReceiptRecorded')).toMatchObject([{ final: true, units: [{ unitId: 'u1' }] }]);
    const done = line({ authorized: 2, received: 2, restocked: 1, writtenOff: 1 });
    const after2 = after([...before, observe(rma({ lines: [came], minute: 5 }))]).when(
      observe(rma({ lines: [done], minute: 8 })),
    );
    expect(typesOf(after2)).toEqual([]);
  });

  it('alone needs no goods: it is written off and, by policy, credited', () => {
    const policy = { confirmCredit: 'policy' as const };
    const before = [authorize({ units: [kept], policy }), observe(rma())];
    expect(keys(run(before))).toEqual(['rma', 'receive:KEPT-88120045']);
    const done = rma({ lines: [line({ received: 1, writtenOff: 1 })], minute: 5 });
    expect(keys(after(before).when(observe(done)))).toEqual(['credit']);
  });
});

describe('a credit that a person asks for', () => {
  const half = observe(rma({ lines: [line({ authorized: 2, received: 1, restocked: 1, missing: 1 })], minute: 5 }));

  it('is of what came, with its tax alone', () => {
    const ran = after([...open(2), half]).when(requestCredit(), requestCredit());
    expect(keys(ran)).toEqual(['edit:1', 'credit']);
    expect(ran.calls[0]?.payload).toMatchObject({ tax: usd(1008) });
    expect(ran.calls[1]?.payload).toMatchObject({ expected: usd(13608) });
  });

  it.each([
    ['before anything came', open(2)],
    ['when it is there', [...open(), observe(credited())]],
    ['when the return is over', [...open(2), half, ended()]],
  ])('is not asked for %s', (_, before) => {
    expect(keys(after(before).when(requestCredit()))).toEqual([]);
  });

  it('may be asked for again once it was refused', () => {
    const refused: RmaCommand = {
      kind: 'RecordSetback',
      returnId,
      at,
      setback: { operation: 'credit-rma', detail: null, outcome: 'refused', reason: 'Closed', kind: null, values: {} },
    };
    const ran = after([...open(2), half, requestCredit(), refused]).when(requestCredit());
    expect(keys(ran)).toEqual(['credit:2']);
  });

  it('comes before the goods where the store has opted in, and only there', () => {
    const early = [authorize({ policy: { confirmCredit: 'early' } }), observe(rma())];
    expect(keys(run(early))).toEqual(['rma', 'credit']);
    expect(keys(run([authorize({ policy: { confirmCredit: 'policy' } }), observe(rma())]))).toEqual(['rma']);
  });
});
