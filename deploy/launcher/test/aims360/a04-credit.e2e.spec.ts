import { describe, expect, it } from '@jest/globals';
import { ACCOUNT } from '../support/northfold.js';
import type { SentBack } from '../support/watch.js';
import { onStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';
const [TEE, TEE_UPC] = ['NFTEE-SAND-S', '810000000301'];
const adapter = { service: 'aims360-adapter', role: 'finance' } as const;

interface Preview {
  readonly amount: { readonly amount: number; readonly currency: string; readonly display: string };
}

describe('A4: Credit › Confirm over the API, with a preview first', () => {
  const on = onStage();
  const preview = (one: SentBack) =>
    on.northfold.api.ask<Preview>({ ...adapter, path: `/credits/${one.returnId}/preview` });
  const confirm = (
    one: SentBack,
    expected: { amount: number; currency: string },
    role: 'finance' | 'operator' = 'finance',
  ) =>
    on.northfold.api.ask<{ code?: string }>({
      ...adapter,
      role,
      path: `/credits/${one.returnId}/confirm`,
      body: { expected },
    });

  it('a person in AIMS360 may do it too: it is seen, and only then Loop is asked to process', async () => {
    const { northfold } = on;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.seen(one, 'ReturnAuthorized');
    northfold.office.receive(one.number);
    await northfold.seen(one, 'InventoryRestocked');
    expect(await confirm(one, { amount: 15_120, currency: 'USD' }, 'operator')).toMatchObject({ status: 403 });
    expect(northfold.loopReturn(one).state).toBe('open');
    northfold.office.confirmCredit(one.number);
    await northfold.settled(one);
  });

  it('never before goods are in; then of exactly what the preview showed, once', async () => {
    const { northfold } = on;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET], { handlingFee: 700 });
    await northfold.seen(one, 'ReturnAuthorized');
    expect((await confirm(one, { amount: 14_420, currency: 'USD' })).status).toBe(409);
    expect(northfold.credit(one)).toBeUndefined();

    northfold.office.receive(one.number);
    await northfold.seen(one, 'InventoryRestocked');
    const shown = await preview(one);
    expect(shown).toMatchObject({ status: 200, body: { amount: { amount: 14_420, display: '144.20 USD' } } });
    expect(northfold.credit(one)).toBeUndefined();
    expect(await confirm(one, { amount: 15_120, currency: 'USD' })).toMatchObject({
      status: 409,
      body: { code: 'CREDIT_DIFFERS' },
    });
    expect((await confirm(one, shown.body.amount)).status).toBe(200);
    await northfold.settled(one);
    expect(northfold.credit(one)).toMatchObject({ amount: 144.2, openBalance: 0 });
    expect(northfold.offsets(one)).toEqual(['-R 144.20']);
    const { items } = await northfold.api.get<{ items: { by: string; action: string; reason: string }[] }>(
      'aims360-adapter',
      '/actions',
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        by: 'finance of Northfold',
        action: `POST /credits/${one.returnId}/confirm`,
        reason: 'Agreed with the store.',
      }),
    );
  });

  it('of the received units alone; the rest is taken off the return, and the books are even', async () => {
    const { northfold, stage } = on;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 2 }), [TEE, TEE]);
    await northfold.seen(one, 'ReturnAuthorized');
    northfold.office.receive(one.number, [{ upc: TEE_UPC, quantity: 1, disposition: 'Restock' }]);
    await northfold.seen(one, 'InventoryRestocked');
    const shown = await preview(one);
    expect(shown).toMatchObject({ status: 200, body: { amount: { display: '34.56 USD' } } });
    expect((await confirm(one, shown.body.amount)).status).toBe(200);
    await northfold.seen(one, 'CreditIssued');
    expect(northfold.credit(one)).toMatchObject({ amount: 34.56 });
    await northfold.seen(one, 'ReturnHeld');
    expect(northfold.loopReturn(one).refunds).toEqual([]);
    const [, missing] = northfold.loopReturn(one).lines;
    stage.world.simulators.loop.door.removeLines(one.number, [missing?.lineItemId ?? '']);
    await northfold.settled(one);
    expect(northfold.offsets(one)).toEqual(['-R 34.56']);
  });
});

describe('A4: by policy of the store', () => {
  const on = onStage({ aims360: { confirmCredit: 'policy' } });

  it('once everything came back in good condition, and not before', async () => {
    const { northfold } = on;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 2 }), [TEE, TEE]);
    await northfold.seen(one, 'ReturnAuthorized');
    northfold.office.receive(one.number, [{ upc: TEE_UPC, quantity: 1, disposition: 'Restock' }]);
    await northfold.seen(one, 'InventoryRestocked');
    expect(northfold.credit(one)).toBeUndefined();
    northfold.office.receive(one.number);
    await northfold.settled(one);
    expect(northfold.credit(one)).toMatchObject({ amount: 69.12 });
  });

  it('damaged goods wait for a person', async () => {
    const { northfold } = on;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }), [TEE]);
    await northfold.seen(one, 'ReturnAuthorized');
    northfold.office.receive(one.number, [{ upc: TEE_UPC, quantity: 1, disposition: 'Seconds' }]);
    await northfold.seen(one, 'ReturnHeld');
    await northfold.sweptTwice();
    expect(northfold.credit(one)).toBeUndefined();
    northfold.office.confirmCredit(one.number);
    await northfold.settled(one);
  });
});

describe('A4: before any goods are in, where the store has opted in', () => {
  const on = onStage({ aims360: { confirmCredit: 'early' }, inAims360: { allowBlindCredit: true } });

  it('the credit is confirmed and the shopper refunded as soon as the RMA is there', async () => {
    const { northfold, stage } = on;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.seen(one, 'ReturnProcessed');
    expect(northfold.rma(one)).toMatchObject({ receiptStatus: 'None' });
    expect(northfold.credit(one)).toMatchObject({ amount: 151.2 });
    await northfold.seen(one, 'CreditOffsetPosted');
    expect(northfold.offsets(one)).toEqual(['-R 151.20']);
    expect(stage.world.simulators.aims360.door.credits(ACCOUNT)).toHaveLength(1);
  });
});
