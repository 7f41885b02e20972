import { describe, expect, it } from '@jest/globals';
import { authorize, jacket, line, minuteAfter, observe, restocked, returnId, rma } from '../support/returns.js';
import { after, dataOf, typesOf } from '../support/run.js';

const oneJacket = [authorize(), observe(rma())];
const twoJackets = [
  authorize({ units: [jacket('u1'), jacket('u2')] }),
  observe(rma({ lines: [line({ authorized: 2 })] })),
];
const looks = (...lines: ReturnType<typeof line>[]) =>
  lines.map((one, index) => observe(rma({ lines: [one], minute: index + 1 })));

describe('goods that come back', () => {
  it('are received and in stock again when AIMS360 shows both', () => {
    const ran = after(oneJacket).when(...looks(restocked()));
    expect(dataOf(ran, 'ReceiptRecorded')).toEqual([
      {
        returnId,
        receiptId: '30115-1',
        documentNumber: '30115',
        receivedAt: minuteAfter(1),
        warehouse: 'MAIN',
        final: true,
        units: [
          {
            unitId: 'u1',
            sku: 'RIDGE-PINE-M',
            condition: 'good',
            quality: 'first',
            disposition: 'restock',
            exception: null,
            note: null,
          },
        ],
        system: 'AIMS360',
      },
    ]);
    expect(dataOf(ran, 'InventoryRestocked')).toEqual([
      {
        returnId,
        restockedAt: minuteAfter(1),
        documentNumber: '30115',
        movements: [{ sku: 'RIDGE-PINE-M', barcode: '195001000017', warehouse: 'MAIN', quality: 'first', quantity: 1 }],
        system: 'AIMS360',
      },
    ]);
  });

  it('are not restocked by the receipt alone, only once AIMS360 shows it', () => {
    const received = after(oneJacket).when(...looks(line({ received: 1 })));
    expect(typesOf(received)).toEqual(['QuantitiesObserved', 'ReceiptRecorded']);
    const later = after([...oneJacket, ...looks(line({ received: 1 }))]).when(
      observe(rma({ lines: [restocked()], minute: 9 })),
    );
    expect(typesOf(later)).toEqual(['QuantitiesObserved', 'InventoryRestocked']);
  });

  it('are told once, however often they are looked at', () => {
    const look = observe(rma({ lines: [restocked()], minute: 1 }));
    expect(
      typesOf(after([...oneJacket, look]).when(look, look, observe(rma({ lines: [restocked()], minute: 7 })))),
    ).toEqual([]);
  });

  it('are received in parts: each receipt has the units that are new, the last one says so', () => {
    const ran = after(twoJackets).when(...looks(restocked(1, 2), restocked(2)));
    const receipts = dataOf(ran, 'ReceiptRecorded');
    expect(
      receipts.map(({ receiptId, final, units }) => [receiptId, final, units.map(({ unitId }) => unitId)]),
    ).toEqual([
      ['30115-1', false, ['u1']],
      ['30115-2', true, ['u2']],
    ]);
    expect(dataOf(ran, 'InventoryRestocked').map(({ movements }) => movements[0]?.quantity)).toEqual([1, 1]);
  });

  it('are not undone by an older look', () => {
    const old = observe(rma({ lines: [line({ authorized: 2 })], minute: 0 }));
    expect(typesOf(after([...twoJackets, ...looks(restocked(2))]).when(old))).toEqual([]);
  });

  it('are the units whose barcode they carry, even where a SKU says otherwise', () => {
    const large = { sku: 'RIDGE-PINE-L', barcode: '195001000024' };
    // The shop has mixed up the two SKUs; barcodes are right.
    const units = [jacket('m', { sku: 'RIDGE-PINE-L' }), jacket('l', { ...large, sku: 'RIDGE-PINE-M' })];
    const lines = [restocked(), line({ ...large, received: 1, restocked: 1 })];
    const ran = after([authorize({ units })]).when(observe(rma({ lines })));
    const [receipt] = dataOf(ran, 'ReceiptRecorded');
    expect(receipt?.units.map(({ unitId, sku }) => [unitId, sku])).toEqual([
      ['m', 'RIDGE-PINE-M'],
      ['l', 'RIDGE-PINE-L'],
    ]);
  });

  it('count once although the ERP has given the item a UPC since', () => {
    const units = [jacket('u1', { barcode: null })];
    const before = [
      authorize({ units }),
      observe(rma({ lines: [line({ barcode: null, received: 1, restocked: 1 })] })),
    ];
    expect(typesOf(after(before).when(observe(rma({ lines: [restocked()], minute: 3 }))))).toEqual([]);
  });
});

describe('goods that are not as announced', () => {
  const reasonsOf = (ran: Parameters<typeof dataOf>[0]) =>
    dataOf(ran, 'ReturnHeld').flatMap(({ reasons }) => reasons.map(({ kind, text }) => [kind, text]));

  it('hold the return when some are missing, and the receipt is over', () => {
    const ran = after(twoJackets).when(...looks(line({ authorized: 2, received: 1, restocked: 1, missing: 1 })));
    expect(reasonsOf(ran)).toEqual([['short', '1 of 2 RIDGE-PINE-M missing']]);
    expect(dataOf(ran, 'ReceiptRecorded')).toMatchObject([{ final: true, units: [{ unitId: 'u1' }] }]);
  });

  it('end the wait with an empty receipt when all are missing, once', () => {
    const gone = line({ missing: 1 });
    const ran = after(oneJacket).when(...looks(gone, gone));
    expect(dataOf(ran, 'ReceiptRecorded')).toMatchObject([{ final: true, units: [] }]);
    expect(reasonsOf(ran)).toEqual([['short', '1 of 1 RIDGE-PINE-M missing']]);
  });

  it('hold the return when some are damaged: second quality goes to its own warehouse', () => {
    const ran = after(twoJackets).when(...looks(line({ authorized: 2, received: 2, restocked: 1, seconds: 1 })));
    expect(dataOf(ran, 'ReceiptRecorded')[0]?.units).toMatchObject([
      { unitId: 'u1', condition: 'good', quality: 'first' },
      { unitId: 'u2', condition: 'damaged', quality: 'second' },
    ]);
    expect(dataOf(ran, 'InventoryRestocked')[0]?.movements).toMatchObject([
      { warehouse: 'MAIN', quality: 'first', quantity: 1 },
      { warehouse: 'SECONDS', quality: 'second', quantity: 1 },
    ]);
    expect(reasonsOf(ran)).toEqual([['damaged', '1 of 2 RIDGE-PINE-M damaged']]);
  });

  it('are damaged, not good, when an earlier unit is restocked in the same look', () => {
    const ran = after(twoJackets).when(
      ...looks(line({ authorized: 2, received: 1 }), line({ authorized: 2, received: 2, restocked: 1, seconds: 1 })),
    );
    expect(dataOf(ran, 'ReceiptRecorded').map(({ units }) => units.map(({ condition }) => condition))).toEqual([
      ['good'],
      ['damaged'],
    ]);
  });

  it('never count as stock when they were written off', () => {
    const ran = after(oneJacket).when(...looks(line({ received: 1, writtenOff: 1 })));
    expect(typesOf(ran)).toEqual(['QuantitiesObserved', 'ReceiptRecorded', 'ReturnHeld']);
  });

  it('hold the return when more came than was announced', () => {
    const ran = after(oneJacket).when(...looks(line({ authorized: 2, received: 2, restocked: 2 })));
    expect(reasonsOf(ran)).toEqual([['over', '2 RIDGE-PINE-M received, 1 on the return']]);
    expect(dataOf(ran, 'ReceiptRecorded')[0]?.units).toMatchObject([
      { unitId: 'u1', exception: null },
      { unitId: null, exception: 'over' },
    ]);
  });

  it('hold the return when something else was in the parcel', () => {
    const cap = line({ sku: 'CAP-RED-OS', barcode: '195009', received: 1, restocked: 1 });
    const ran = after(oneJacket).when(observe(rma({ lines: [line(), cap], minute: 2 })));
    expect(reasonsOf(ran)).toEqual([['unexpected-item', '1 CAP-RED-OS received, 0 on the return']]);
    expect(dataOf(ran, 'ReceiptRecorded')).toMatchObject([
      { final: false, units: [{ unitId: null, exception: 'unexpected' }] },
    ]);
  });

  it('are told again when it gets worse, and only then', () => {
    const worse = [1, 1, 2].map((missing) => line({ authorized: 2, missing }));
    expect(reasonsOf(after(twoJackets).when(...looks(...worse)))).toEqual([
      ['short', '1 of 2 RIDGE-PINE-M missing'],
      ['short', '2 of 2 RIDGE-PINE-M missing'],
    ]);
  });
});
