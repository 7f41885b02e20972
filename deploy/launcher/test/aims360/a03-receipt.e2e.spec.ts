import { describe, expect, it } from '@jest/globals';
import { ACCOUNT } from '../support/northfold.js';
import type { SentBack } from '../support/watch.js';
import { onStage } from '../support/on-stage.js';
import { postReceipt, WAREHOUSE_SECRET, type PostedLine } from '../support/warehouse.js';

const [JACKET, JACKET_UPC] = ['NFJKT-SLATE-M', '810000000102'];
const [TEE, TEE_UPC] = ['NFTEE-SAND-S', '810000000301'];

describe('A3: only what was received is confirmed on the RMA and restocked', () => {
  const on = onStage({
    aims360: { warehouseWebhook: { secrets: [WAREHOUSE_SECRET] }, secondsWarehouse: 'SECONDS' },
  });
  const stock = (warehouse: string, upc: string): number =>
    on.stage.world.simulators.aims360.door.stock(ACCOUNT, warehouse, upc);
  const authorized = async (units: readonly string[]): Promise<SentBack> => {
    const counts = Object.fromEntries(units.map((sku) => [sku, units.filter((one) => one === sku).length]));
    const one = await on.northfold.sendsBack(on.northfold.buys(counts), units);
    await on.northfold.seen(one, 'ReturnAuthorized');
    return one;
  };
  let last = 880_000;
  /** The warehouse posts what came of this return. */
  const posts = async (one: SentBack, ...lines: PostedLine[]): Promise<string> => {
    const receiptId = `RCV${(last += 1)}`;
    const rma = String(on.northfold.rma(one)['rma']);
    expect(await postReceipt(on.stage, { receiptId, rma, lines })).toBe(200);
    return receiptId;
  };
  const receipts = (one: SentBack): number => (on.northfold.rma(one)['receipts'] as unknown[] | undefined)?.length ?? 0;

  describe('booked in AIMS360 by a person, which is polled', () => {
    it('in full: nothing is in stock before, all of it after', async () => {
      const one = await authorized([JACKET]);
      const before = stock('MAIN', JACKET_UPC);
      expect(on.northfold.rma(one)).toMatchObject({ receiptStatus: 'None' });
      on.northfold.office.receive(one.number);
      const lines = await on.northfold.seen(one, 'InventoryRestocked');
      expect(lines).toEqual(
        expect.arrayContaining([
          '1 unit received in good condition at MAIN',
          `1 unit of ${JACKET} back in stock at MAIN`,
        ]),
      );
      expect(stock('MAIN', JACKET_UPC)).toBe(before + 1);
    });

    it('in part, then more: each unit is told once, in its own time', async () => {
      const { northfold } = on;
      const one = await authorized([TEE, TEE]);
      northfold.office.receive(one.number, [{ upc: TEE_UPC, quantity: 1, disposition: 'Restock' }]);
      await northfold.seen(one, 'InventoryRestocked');
      expect(await unitsReceived(one)).toBe(1);
      expect(northfold.loopReturn(one).refunds).toEqual([]);
      northfold.office.receive(one.number);
      await northfold.eventuallyTold(one, 'ReceiptRecorded', 2);
      expect(await unitsReceived(one)).toBe(2);
    });

    it('damaged: one goes to seconds and one is written off, neither is sold again', async () => {
      const { northfold } = on;
      const one = await authorized([TEE, TEE]);
      const [main, seconds] = [stock('MAIN', TEE_UPC), stock('SECONDS', TEE_UPC)];
      northfold.office.receive(one.number, [
        { upc: TEE_UPC, quantity: 1, disposition: 'Seconds' },
        { upc: TEE_UPC, quantity: 1, disposition: 'WriteOff' },
      ]);
      await northfold.seen(one, 'ReturnHeld');
      expect([stock('MAIN', TEE_UPC), stock('SECONDS', TEE_UPC)]).toEqual([main, seconds + 1]);
      const types = (await on.stage.ledger.history(one.returnId)).map(({ type, text }) => `${type} ${text}`);
      expect(types.filter((line) => line.startsWith('InventoryRestocked') && line.includes('MAIN'))).toEqual([]);
    });

    it('short: what is missing holds the return, and says so', async () => {
      const { northfold } = on;
      const one = await authorized([TEE, TEE]);
      northfold.office.receive(one.number, [
        { upc: TEE_UPC, quantity: 1, disposition: 'Restock' },
        { upc: TEE_UPC, quantity: 1, disposition: 'Missing' },
      ]);
      const told = await northfold.seen(one, 'ReturnHeld');
      expect(told.join('\n')).toContain(`1 of 2 ${TEE} missing`);
    });
  });

  describe('posted to us by a warehouse', () => {
    it('is booked on the RMA once, however often it is posted', async () => {
      const { northfold } = on;
      const one = await authorized([JACKET]);
      const before = stock('MAIN', JACKET_UPC);
      const receiptId = await posts(one, { upc: JACKET_UPC, quantity: 1 });
      await northfold.seen(one, 'InventoryRestocked');
      const rma = String(northfold.rma(one)['rma']);
      const again = { receiptId, rma, lines: [{ upc: JACKET_UPC, quantity: 1 }] };
      expect(await postReceipt(on.stage, again)).toBe(200);
      await northfold.sweptTwice();
      expect(stock('MAIN', JACKET_UPC)).toBe(before + 1);
      expect(northfold.rma(one)).toMatchObject({ receiptStatus: 'Full' });
      expect(await unitsReceived(one)).toBe(1);
    });

    it('damaged goods go where the warehouse says', async () => {
      const { northfold } = on;
      const one = await authorized([TEE, TEE]);
      const [main, seconds] = [stock('MAIN', TEE_UPC), stock('SECONDS', TEE_UPC)];
      await posts(
        one,
        { upc: TEE_UPC, quantity: 1, disposition: 'RESTOCK' },
        { upc: TEE_UPC, quantity: 1, disposition: 'SECONDS' },
      );
      await northfold.eventually('the RMA to be full', () => northfold.rma(one)['receiptStatus'] === 'Full');
      expect([stock('MAIN', TEE_UPC), stock('SECONDS', TEE_UPC)]).toEqual([main + 1, seconds + 1]);
    });

    it.each([
      ['more than the return has', 'over-receipt', { upc: JACKET_UPC, quantity: 1 }],
      ['an item that is not on it', 'wrong-item', { sku: TEE, upc: TEE_UPC, quantity: 1 }],
      ['an unknown UPC', 'unknown-upc', { upc: '999999999999', quantity: 1 }],
    ])('%s is a task and nothing is booked for it; the rest is', async (_, kind, surplus) => {
      const { northfold } = on;
      const one = await authorized([JACKET]);
      const [jackets, tees] = [stock('MAIN', JACKET_UPC), stock('MAIN', TEE_UPC)];
      const receiptId = await posts(one, { upc: JACKET_UPC, quantity: 1 }, surplus);
      const task = await northfold.taskOf(one, kind);
      expect(task).toMatchObject({ role: 'operator', values: { receipt: receiptId, upc: surplus.upc } });
      await northfold.seen(one, 'InventoryRestocked');
      expect([stock('MAIN', JACKET_UPC), stock('MAIN', TEE_UPC)]).toEqual([jackets + 1, tees]);
    });

    it('a blind one waits on the worklist, and is booked once a person has matched it', async () => {
      const { northfold, stage } = on;
      const one = await authorized([JACKET]);
      const receiptId = `RCV${(last += 1)}`;
      expect(await postReceipt(stage, { receiptId, lines: [{ upc: JACKET_UPC, quantity: 1 }] })).toBe(200);
      const blind = await northfold.storeTask('blind-receipt', ({ values }) =>
        Object.values(values).some((value) => value.includes(receiptId)),
      );
      expect(blind.role).toBe('operator');
      expect(northfold.rma(one)).toMatchObject({ receiptStatus: 'None' });
      const { items } = await northfold.api.get<{ items: { id: string; receiptId: string }[] }>(
        'aims360-adapter',
        '/receipts?limit=50',
      );
      const id = items.find((item) => item.receiptId === receiptId)?.id ?? '';
      const matched = await northfold.api.ask({
        service: 'aims360-adapter',
        path: `/receipts/${encodeURIComponent(id)}/match`,
        role: 'operator',
        body: { returnId: one.returnId },
      });
      expect(matched.status).toBe(200);
      await northfold.seen(one, 'InventoryRestocked');
      expect(northfold.rma(one)).toMatchObject({ receiptStatus: 'Full' });
    });

    it.each(['cancelled', 'expired'] as const)(
      'goods of a return that was %s are a task, and nothing is booked',
      async (how) => {
        const { northfold, stage } = on;
        const one = await authorized([JACKET]);
        const rma = String(northfold.rma(one)['rma']);
        const before = stock('MAIN', JACKET_UPC);
        stage.world.simulators.loop.door.setState(one.number, how);
        await northfold.seen(one, 'AuthorizationCancelled');
        const receiptId = `RCV${(last += 1)}`;
        await postReceipt(stage, { receiptId, rma, lines: [{ upc: JACKET_UPC, quantity: 1 }] });
        expect(await northfold.taskOf(one, 'receipt-on-ended-return')).toMatchObject({ role: 'operator' });
        expect(stock('MAIN', JACKET_UPC)).toBe(before);
        expect(receipts(one)).toBe(0);
      },
    );
  });

  const unitsReceived = async (one: SentBack): Promise<number> => {
    const { items } = await on.northfold.api.get<{ items: { units: { received: number } }[] }>(
      'ledger',
      `/returns?q=${one.number}`,
    );
    return items[0]?.units.received ?? 0;
  };
});
