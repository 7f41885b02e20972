import { describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';
const TEE = 'NFTEE-SAND-S';

interface Detail {
  readonly goods: { readonly units: readonly Record<string, unknown>[] };
  readonly money: Readonly<Record<string, unknown>>;
  readonly label: Readonly<Record<string, unknown>>;
  readonly documents: readonly { readonly kind: string; readonly number: string; readonly system: string }[];
}

describe('A2: the details of a return that was initiated through Loop can be viewed over the API', () => {
  const on = onStage();

  it('units with reasons, money, label, tracking, documents and history, found by any of its numbers', async () => {
    const { northfold, stage } = on;
    const { loop } = stage.world.simulators;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1, [TEE]: 1 }), [
      { sku: JACKET, reason: 'Too warm', parentReason: 'Not as expected' },
      { sku: TEE, reason: 'Too small', parentReason: 'Fit', comment: 'Tight at the shoulders' },
    ]);
    loop.door.progressLabel(one.number, 'in_transit');
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);

    const { api } = northfold;
    const detail = await api.get<Detail>('ledger', `/returns/${one.returnId}`);
    expect(detail.goods.units).toMatchObject([
      { sku: JACKET, reason: 'Too warm', price: { display: '140.00 USD' }, outcome: 'return', condition: 'good' },
      { sku: TEE, reason: 'Too small', price: { display: '32.00 USD' }, outcome: 'return', condition: 'good' },
    ]);
    expect(detail.money).toMatchObject({
      promised: {
        product: { display: '172.00 USD' },
        tax: { display: '13.76 USD' },
        refund: { display: '185.76 USD' },
      },
      credited: { display: '185.76 USD' },
      refunded: { display: '185.76 USD' },
    });
    const { label } = northfold.loopReturn(one);
    expect(detail.label).toMatchObject({
      carrier: label?.carrier,
      trackingNumber: label?.trackingNumber,
      url: label?.url,
    });
    const kinds = detail.documents.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['RMA', 'credit memo', 'AR debit', 'refund']));

    const rma = String(northfold.rma(one)['rma']);
    const numbers = [one.number, rma, String(northfold.credit(one)?.['creditMemo']), label?.trackingNumber ?? ''];
    for (const number of numbers) {
      const found = await api.get<{ items: { returnId: string }[] }>(
        'ledger',
        `/returns?q=${encodeURIComponent(number)}`,
      );
      expect([number, found.items.map(({ returnId }) => returnId)]).toEqual([number, [one.returnId]]);
    }
    expect(await api.get('aims360-adapter', `/rmas/${one.returnId}`)).toMatchObject({
      rmaNumber: rma,
      externalReturnId: one.number,
      units: { expected: 2, received: 2 },
      credit: { total: { display: '185.76 USD' }, open: { display: '0.00 USD' } },
    });
    const history = await stage.ledger.history(one.returnId);
    expect(history.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        `RMA ${rma} created in AIMS360`,
        expect.stringMatching(/^Credit memo \d+ of 185\.76 USD issued in AIMS360$/),
        'Settled: every account 0.00',
      ]),
    );
  });
});
