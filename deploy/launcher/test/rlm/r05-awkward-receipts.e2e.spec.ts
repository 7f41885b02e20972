import { afterAll, describe, expect, it } from '@jest/globals';
import type { Arrival } from '@backhaul/simulators';
import { Client } from 'pg';
import { OAK_LINEN } from '../../src/index.js';
import { onStage } from '../support/on-stage.js';
import { RLM_COMPANY } from '../support/stage.js';
import type { SentBack } from '../support/watch.js';

const SHIRT = 'OLSHT-WHITE-M';
const OTHER = 'OLSHT-WHITE-L';
const CLIENT = 'OAKLINEN';

/** contracts/rlm-and-3pl.md §5, line by line, and what belongs to it. */
describe('R5: what the warehouse receives that is not as announced', () => {
  const on = onStage({ oakLinen: {} });
  const door = () => on.stage.world.simulators.threePl.door;
  const rlm = () => on.stage.world.simulators.rlm;
  afterAll(() => on.oakLinen.warehouse.assertInvariants());

  /** Shirts in M are on their way back, and the warehouse knows. */
  const announced = async (units = 1): Promise<SentBack & { ra: string }> => {
    const { oakLinen } = on;
    const skus = Array.from({ length: units }, () => SHIRT);
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: units }), skus);
    await oakLinen.seen(one, 'AsnTransmitted');
    return { ...one, ra: String(oakLinen.ra(one)['ra_number']) };
  };
  const arrived = async (arrival: Arrival, units = 1): Promise<SentBack & { ra: string }> => {
    const one = await announced(units);
    door().receive(one.ra, arrival, CLIENT);
    return one;
  };
  const inReview = async (one: SentBack, note: string): Promise<void> => {
    await on.oakLinen.eventually('the return to be in review', () => on.oakLinen.loopReturn(one).state === 'review');
    await on.oakLinen.eventually(`a note: ${note}`, () => on.oakLinen.notes(one).includes(note));
  };
  const received = (one: SentBack): readonly unknown[] => on.oakLinen.ra(one)['lines'] as unknown[];
  const untouched = async (one: SentBack): Promise<void> => {
    const types = (await on.stage.ledger.history(one.returnId)).map(({ type }) => type);
    expect(types).not.toContain('ReturnHeld');
    expect(types).not.toContain('ReturnCleared');
    expect(on.oakLinen.loopReturn(one).state).toBe('open');
  };
  const closes = (one: SentBack, taskId: string) =>
    on.oakLinen.api.ask({
      service: 'rlm-adapter',
      path: `/ras/${one.returnId}/close-task`,
      role: 'operator',
      body: { taskId },
    });

  it('full and good: the return is processed', async () => {
    const one = await arrived({}, 2);
    await on.oakLinen.settled(one);
    expect(received(one)).toMatchObject([{ qty_received_first: 2 }]);
  });

  it('second quality: quality 2 on the RA, flagged', async () => {
    const one = await arrived({ lines: [{ line_no: 1, quantity: 1, condition: 'WORN' }] });
    await inReview(one, `${SHIRT} received as second quality (worn)`);
    expect(received(one)).toMatchObject([{ qty_received_first: 0, qty_received_second: 1 }]);
  });

  it('short: the shortage stays on the line, flagged with what came of what', async () => {
    const one = await arrived({ lines: [{ line_no: 1, quantity: 1 }] }, 2);
    await inReview(one, `short 1 of 2 ${SHIRT}`);
    expect(received(one)).toMatchObject([{ qty_authorized: 2, qty_received_first: 1 }]);
  });

  it('over: the RA takes what was authorised, the surplus is on the worklist', async () => {
    const one = await arrived({ lines: [{ line_no: 1, quantity: 2 }] });
    await inReview(one, `${SHIRT} received beyond what was authorised`);
    expect(received(one)).toMatchObject([{ qty_authorized: 1, qty_received_first: 1 }]);
    const { taskId } = await on.oakLinen.taskOf(one, 'over-receipt', { ra: one.ra, items: `1 × ${SHIRT} (good)` });
    expect(await closes(one, taskId)).toMatchObject({ status: 200 });
    await on.oakLinen.noTaskOf(one);
  });

  it('unexpected item: stored, counted on no line, on the worklist', async () => {
    const lines = [
      { line_no: 1, quantity: 1 },
      { sku: OTHER, quantity: 1 },
    ];
    const one = await arrived({ lines });
    await inReview(one, `${OTHER} received, not expected`);
    expect(received(one)).toMatchObject([{ qty_received_first: 1 }]);
    await on.oakLinen.taskOf(one, 'unexpected-item', { items: `1 × ${OTHER} (good)` });
  });

  it.each([
    ['reported as unexpected', {}],
    ['reported as a wrong item', { exception_code: 'WRONG_ITEM' as const }],
  ])('wrong item, %s: shown beside the one that is missing', async (_, change) => {
    const one = await arrived({ lines: [{ sku: OTHER, quantity: 1, ...change }] });
    await inReview(one, `short 0 of 1 ${SHIRT}`);
    const pairs = `${OTHER} (good) came instead of ${SHIRT} on line 1`;
    await on.oakLinen.taskOf(one, 'wrong-item', { ra: one.ra, pairs });
  });

  it('unknown SKU: the receipt is saved, the return waits, and goes on by itself once RLM knows the item', async () => {
    const one = await arrived({
      lines: [
        { line_no: 1, quantity: 1 },
        { sku: 'OLSHT-GREEN-M', quantity: 1 },
      ],
    });
    const { why } = await on.oakLinen.taskOf(one, 'unknown-item', { errors: 'Invalid SKU on Line 2' });
    expect(why).toContain('it goes on by itself');
    await untouched(one);
    rlm().door.addItem(RLM_COMPANY, { style: 'OLSHT', color: 'GREEN', size: 'M' });
    await inReview(one, 'OLSHT-GREEN-M received, not expected');
    await on.oakLinen.taskOf(one, 'unexpected-item');
  });

  describe('blind', () => {
    const box = {
      clientCode: CLIENT,
      warehouseCode: 'WEST1',
      lines: [{ sku: SHIRT, quantity: 1, disposition: 'RESTOCK' as const }],
    };

    it('is matched by its tracking number', async () => {
      const one = await announced();
      const order = door()
        .returnOrders(CLIENT)
        .find(({ ra_number }) => ra_number === one.ra);
      const [trackingNumber = ''] = order?.tracking_numbers ?? [];
      expect(trackingNumber).not.toBe('');
      door().receiveBlind({ ...box, trackingNumber });
      await on.oakLinen.settled(one);
    });

    it('is matched by its order number', async () => {
      const one = await announced();
      door().receiveBlind({ ...box, orderNumber: on.oakLinen.order(one).name });
      await on.oakLinen.settled(one);
    });

    it('else waits on the worklist, until a person matches it', async () => {
      const one = await announced();
      const { receipt_id } = door().receiveBlind(box);
      await on.oakLinen.storeTask('blind-receipt', ({ values }) => values['receipt'] === receipt_id);
      await untouched(one);
      const path = `/receipts/${OAK_LINEN}-${receipt_id}/match`;
      const body = { returnId: one.returnId };
      const matched = await on.oakLinen.api.ask({ service: 'rlm-adapter', path, role: 'operator', body });
      expect(matched).toMatchObject({ status: 200 });
      await on.oakLinen.settled(one);
    });
  });

  it('destroyed: second quality that is never stock, flagged', async () => {
    const { oakLinen, stage } = on;
    const [west, damages] = [oakLinen.onHand(SHIRT), oakLinen.onHand(SHIRT, 91)];
    const lines = [{ line_no: 1, quantity: 1, condition: 'DAMAGED' as const, disposition: 'DISPOSE' as const }];
    const one = await arrived({ lines });
    await inReview(one, `${SHIRT} rejected by the warehouse`);
    expect(received(one)).toMatchObject([{ qty_received_first: 0, qty_received_second: 0, qty_received_other: 1 }]);
    const loop = stage.world.simulators.loop.door;
    loop.setRestock(one.number, 'no_restock');
    loop.process(one.number);
    await oakLinen.seen(one, 'RefundImported');
    expect([oakLinen.onHand(SHIRT), oakLinen.onHand(SHIRT, 91)]).toEqual([west - 1, damages]);
  });

  it('late for an RA that was closed in RLM: stored there, on the worklist, and nothing is told to Loop', async () => {
    const one = await announced();
    const address = `${rlm().url}/v1/companies/${RLM_COMPANY}/return-authorizations/${one.ra}/close`;
    const headers = { authorization: 'Bearer secret of oaklinen.rlm' };
    expect((await fetch(address, { method: 'POST', headers })).status).toBe(200);
    door().receive(one.ra, {}, CLIENT);
    const { title } = await on.oakLinen.taskOf(one, 'receipt-on-ended-return', { ra: one.ra });
    expect(title).toContain('RA Closed');
    expect(received(one)).toMatchObject([{ qty_received_first: 0 }]);
    await untouched(one);
  });

  it('the same receipt twice: an information on the screen of the job', async () => {
    const one = await arrived({});
    await on.oakLinen.settled(one);
    const delivery = door().deliveries().at(-1);
    on.stage.world.simulators.threePl.webhooks.resend(delivery?.id ?? '');
    await on.oakLinen.until('Receipt ID Already Exists on the screen', async () => {
      const runs = '/jobs/ImportReturnReceipts/runs?merchant=oaklinen&limit=200';
      const { items } = await on.oakLinen.api.get<{ items: { runId: string }[] }>('rlm-adapter', runs);
      for (const { runId } of items) {
        const rows = await on.oakLinen.api.get<{ items: Row[] }>('rlm-adapter', `/runs/${runId}/items?limit=200`);
        const found = rows.items.find(
          (row) => row.returnId === one.returnId && row.errorMessage === 'Receipt ID Already Exists',
        );
        if (found !== undefined) return found.severity === 'INFO' ? true : undefined;
      }
      return undefined;
    });
    expect((await on.stage.ledger.history(one.returnId)).filter(({ type }) => type === 'ReceiptRecorded')).toHaveLength(
      1,
    );
  });

  it('revised before it was exported: the correction counts', async () => {
    const one = await announced(2);
    const { receipt_id } = door().receive(one.ra, { lines: [{ line_no: 1, quantity: 1 }], final: false }, CLIENT);
    await on.oakLinen.seen(one, 'ReceiptRecorded');
    door().reviseReceipt(receipt_id, { lines: [{ line_no: 1, quantity: 2 }], final: true });
    await on.oakLinen.settled(one);
    expect(received(one)).toMatchObject([{ qty_received_first: 2 }]);
  });

  it('revised after it was exported: Receipt Already Exported, and a person closes it', async () => {
    const one = await announced(2);
    const { receipt_id } = door().receive(one.ra, {}, CLIENT);
    await on.oakLinen.settled(one);
    door().reviseReceipt(receipt_id, { lines: [{ line_no: 1, quantity: 1 }] });
    const task = await on.oakLinen.taskOf(one, 'receipt-revised', {
      before: `2 × ${SHIRT} (good)`,
      items: `1 × ${SHIRT} (good)`,
    });
    expect(task.title).toContain('Receipt Already Exported');
    expect(received(one)).toMatchObject([{ qty_received_first: 2 }]);
    expect(await closes(one, task.taskId)).toMatchObject({ status: 200 });
    await on.oakLinen.noTaskOf(one);
  });

  it('in parts: nothing is decided before the final one', async () => {
    const one = await announced(2);
    door().receive(one.ra, { lines: [{ line_no: 1, quantity: 1 }], final: false }, CLIENT);
    await on.oakLinen.seen(one, 'ReceiptRecorded');
    await untouched(one);
    door().receive(one.ra, {}, CLIENT);
    await on.oakLinen.settled(one);
  });

  it('never: after the days of the store a person is asked to look, and it closes when the parcel comes', async () => {
    const one = await announced();
    await daysGoBy(one);
    const { title } = await on.oakLinen.taskOf(one, 'never-arrived', { ra: one.ra });
    expect(title).toBe(`Nothing has arrived for RA ${one.ra}`);
    door().receive(one.ra, {}, CLIENT);
    await on.oakLinen.settled(one);
    await on.oakLinen.noTaskOf(one);
  });

  /** As long as the store waits for a parcel: the call that was planned for then is due. */
  async function daysGoBy({ returnId }: SentBack): Promise<void> {
    const client = new Client({ connectionString: on.stage.adminUrlOf('rlm-adapter') });
    await client.connect();
    await client.query(`UPDATE effects.calls SET not_before = now(), due_at = '-infinity' WHERE key LIKE $1`, [
      `arrival-due:${returnId}:%`,
    ]);
    await client.end();
  }
});

interface Row {
  readonly returnId: string | null;
  readonly severity: string;
  readonly errorMessage: string | null;
}
