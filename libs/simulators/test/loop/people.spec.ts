import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoopReturn } from '../../src/index.js';
import { startReceiver } from '../receiver.js';
import { openDesk, type Desk } from './desk.js';

let desk: Desk;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let one: LoopReturn;
beforeEach(async () => {
  receiver = await startReceiver();
  desk = await openDesk({ reviewRules: [{ reason: 'Damaged' }, { totalAbove: 20_000 }] }, [
    `return return.updated ${receiver.url}`,
    `return return.closed ${receiver.url}`,
    `return.processing return.processing.failed ${receiver.url}`,
  ]);
  one = await desk.submit({ units: [{ sku: 'NF-JKT-M' }, { sku: 'NF-JKT-M' }] });
});
afterEach(() => Promise.all([desk.close(), receiver.close()]));

const line = (index: number): string => one.lines[index]?.lineItemId ?? '';
const told = async (): Promise<unknown[]> => {
  await desk.loop.idle();
  return receiver.received.map(({ body }) => JSON.parse(body) as unknown);
};

describe('a person edits a return', () => {
  it('adds and removes lines and changes a reason: edited_at is set and it is told', async () => {
    await desk.loop.door.editReturn(one.id, {
      removeLines: [line(0)],
      addUnits: [{ sku: 'NF-JKT-M', reason: 'Too small' }],
      reasons: { [line(1)]: { reason: 'Wrong color', comment: 'It is grey' } },
    });
    expect(await desk.listed(one.id)).toMatchObject({
      edited_at: '2026-11-03T14:15:00+00:00',
      refund: '151.20',
      line_items: [{ return_reason: 'Wrong color', return_comment: 'It is grey' }, { return_reason: 'Too small' }],
    });
    expect(await told()).toMatchObject([{ trigger: 'return.updated', edited_at: '2026-11-03T14:15:00+00:00' }]);
  });

  it('makes an exchange of a refund, and store credit of the rest', async () => {
    await desk.loop.door.editReturn(one.id, { exchangeFor: [{ sku: 'NF-VST-M' }], storeCredit: true });
    expect(await desk.listed(one.id)).toMatchObject({
      outcome: 'exchange+credit',
      refund: '0.00',
      gift_card: '102.01',
      exchanges: [{ sku: 'NF-VST-M' }],
    });
    await desk.loop.door.editReturn(one.id, { exchangeFor: [], storeCredit: false });
    expect(await desk.listed(one.id)).toMatchObject({ outcome: 'refund', refund: '151.20', exchanges: [] });
  });

  it('cannot once it is queued or closed', async () => {
    desk.loop.door.process(one.id);
    await expect(desk.loop.door.editReturn(one.id, { storeCredit: true })).rejects.toThrow('cannot be modified');
    await desk.work();
    await expect(desk.loop.door.editReturn(one.id, { storeCredit: true })).rejects.toThrow('Return is closed');
  });
});

describe('a person rejects', () => {
  it('a line: nothing is given for it, the rest is processed', async () => {
    desk.loop.door.flag(one.id);
    desk.loop.door.rejectLines(one.id, [line(1)]);
    expect(await desk.listed(one.id, 'review')).toMatchObject({
      return_total: '75.60',
      refund: '75.60',
      line_items: [
        { outcome: 'default', refund: '75.60' },
        { outcome: 'reject', refund: '0.00' },
      ],
    });
    desk.loop.door.process(one.id);
    await desk.work();
    expect(desk.current(one.id)).toMatchObject({ state: 'closed', refunds: [{ amount: 7560 }] });
    expect(desk.orders()[0]?.refunds[0]?.lines).toMatchObject([{ quantity: 1 }]);
  });

  it('the whole return: it closes without outcome', async () => {
    desk.loop.door.rejectReturn(one.id);
    expect(await desk.listed(one.id)).toMatchObject({ state: 'closed', refund: '0.00', return_total: '0.00' });
    expect(await told()).toMatchObject([{ trigger: 'return.updated' }, { trigger: 'return.closed', state: 'closed' }]);
    expect(desk.orders()[0]?.refunds).toEqual([]);
  });

  it('only lines of the return', () => {
    expect(() => desk.loop.door.rejectLines(one.id, ['1'])).toThrow('Not all lines');
  });
});

describe('a return in review', () => {
  it.each([
    ['by the reason of a line', { units: [{ sku: 'NF-JKT-M', reason: 'Damaged' }] }],
    ['when it is asked for', { units: [{ sku: 'NF-JKT-M' }], review: true }],
  ])('is there from the start %s', async (_why, request) => {
    const { id, state } = await desk.submit(request);
    expect(state).toBe('review');
    expect(await desk.listed(id, 'review')).toMatchObject({ state: 'review' });
  });

  it('is there by its value too', async () => {
    const order = await desk.ida.buys([{ sku: 'NF-JKT-M', quantity: 3 }], { taxRate: 0.08 });
    const { state } = await desk.submit({
      orderName: order.name,
      units: [{ sku: 'NF-JKT-M' }, { sku: 'NF-JKT-M' }, { sku: 'NF-JKT-M' }],
    });
    expect(state).toBe('review');
  });

  it('may be processed by a person, not over the API; lines may be removed by a person', async () => {
    desk.loop.door.flag(one.id);
    await desk.process(one.id);
    expect(desk.current(one.id).state).toBe('review');
    desk.loop.door.removeLines(one.id, [line(0)]);
    await desk.work();
    expect(desk.current(one.id)).toMatchObject({ state: 'closed', refunds: [{ amount: 7560 }] });
  });

  it('may be cancelled by a person', () => {
    desk.loop.door.flag(one.id);
    desk.loop.door.cancel(one.id);
    expect(desk.current(one.id).state).toBe('cancelled');
  });
});

describe('removing over the API', () => {
  it('is refused when items go out for what comes back', async () => {
    await desk.loop.door.editReturn(one.id, { exchangeFor: [{ sku: 'NF-VST-M' }] });
    expect(await desk.send('POST', `/warehouse/return/${one.id}/remove?line_item_id=${line(0)}`)).toMatchObject({
      status: 422,
      body: { message: 'Not all line items qualify for removal.' },
    });
  });
});

describe('the source of a failure', () => {
  it.each([
    ['api', () => desk.send('POST', `/warehouse/return/${one.id}/process`)],
    ['admin', () => Promise.resolve(desk.loop.door.process(one.id))],
  ])('is told as %s', async (source, start) => {
    desk.loop.door.failNextProcessing('northfold', 'Insufficient funds');
    await start();
    await desk.work();
    expect(await told()).toEqual([expect.objectContaining({ trigger: 'return.processing.failed', source })]);
  });
});
