import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import type { FileFault } from '@backhaul/simulators';
import { returnCancelled, returnInitiated, returnUnitsRemoved } from '../support/events.js';
import { startAdapter, type Adapter } from '../support/service.js';
import { BLACK_M, BLACK_S, RED_M } from '../support/returns.js';
import { CLIENT } from '../support/systems.js';

const partners = [
  { announce: '943', receipts: '944' },
  { announce: '180', receipts: '861' },
] as const;

/** Files of the four folders. */
const paths = (adapter: Adapter): string[] => adapter.warehouse.door.files(CLIENT).map(({ path }) => path);

/** Until both sides have read everything. */
const tidy = (adapter: Adapter): Promise<true> =>
  waitFor('every file to be in archive/', () => {
    const elsewhere = paths(adapter).filter((path) => !path.startsWith('archive/'));
    if (elsewhere.length > 0) throw new Error(elsewhere.join(', '));
    return true;
  });

describe.each(partners)('a warehouse that is told by $announce and answers by $receipts', (edi) => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ edi, poll: 0.2 });
  });
  afterAll(() => adapter?.stop());

  it('expects the return, and what came clears it', async () => {
    const one = await adapter.announced('2001');
    const { door } = adapter.warehouse;
    await waitFor('the return order', () => door.returnOrders().length === 1);
    expect(door.returnOrders()).toMatchObject([
      {
        ra_number: one.raNumber,
        external_rma_id: '2001',
        warehouse_code: 'WEST1',
        tracking_numbers: [expect.stringMatching(/^9400100/)],
        lines: [
          { line_no: 1, sku: BLACK_M, qty_expected: 2 },
          { line_no: 2, sku: RED_M, qty_expected: 1 },
        ],
      },
    ]);
    const { receipt_id } = door.receive(one.raNumber);
    expect(await adapter.waitFor('ReturnCleared', one)).toMatchObject([{ data: { basis: 'receipt-matches' } }]);
    expect(adapter.published('ReceiptRecorded', one)).toMatchObject([
      { data: { receiptId: receipt_id, final: true, warehouse: 'WEST1' } },
    ]);
    await tidy(adapter);
    expect(await adapter.admin('GET', '/warehouse/messages?merchant=oaklinen')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ document: edi.announce, ra: one.raNumber, answer: 'accepted' }),
      ]),
    });
  });

  it('tells each difference as over REST', async () => {
    const one = await adapter.announced('2002');
    adapter.warehouse.door.receive(one.raNumber, {
      lines: [
        { sku: BLACK_M, quantity: 1 },
        { sku: RED_M, quantity: 1, condition: 'WORN', note: 'at the collar' },
        { sku: BLACK_S, quantity: 1, line_no: null },
      ],
    });
    const [held] = await adapter.waitFor('ReturnHeld', one);
    expect(held?.data.reasons.map(({ text }) => text)).toEqual([
      `short 1 of 2 ${BLACK_M}`,
      `${BLACK_S} received, not expected`,
      `${RED_M} received as second quality (worn)`,
    ]);
    await tidy(adapter);
  });

  it('is told of units that are taken off, and of a return that is cancelled', async () => {
    const one = await adapter.announced('2004');
    const { door } = adapter.warehouse;
    const order = () => door.returnOrders().find((each) => each.ra_number === one.raNumber);
    await waitFor('the return order', () => order() !== undefined);
    await adapter.publish(returnUnitsRemoved(one, ['3']), returnCancelled(one));
    await adapter.waitFor('AuthorizationCancelled', one);
    await waitFor('the return order to be cancelled', () => order()?.status === 'CANCELLED');
    await tidy(adapter);
    expect(adapter.published('TaskOpened', one)).toEqual([]);
  });

  it('may send parts and corrections: the last part decides on all of them as they are then', async () => {
    const one = await adapter.announced('2003');
    const { door } = adapter.warehouse;
    const { receipt_id } = door.receive(one.raNumber, { lines: [{ sku: BLACK_M, quantity: 1 }], final: false });
    await adapter.waitFor('ReceiptRecorded', one);
    door.reviseReceipt(receipt_id, { lines: [{ sku: BLACK_M, quantity: 2 }] });
    await adapter.waitFor('ReceiptRecorded', one, 2);
    door.sendReceiptAgain(receipt_id);
    door.receive(one.raNumber);
    expect(await adapter.waitFor('ReturnCleared', one)).toHaveLength(1);
    await tidy(adapter);
    expect(adapter.published('ReceiptRecorded', one)).toHaveLength(3);
  });
});

describe('what goes wrong with files', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ edi: {}, poll: 0.2 });
  });
  afterAll(() => adapter?.stop());

  const door = () => adapter.warehouse.door;
  const parked = async (): Promise<{ reason: string }[]> =>
    ((await adapter.admin('GET', '/admin/intake?status=parked')) as { items: { reason: string }[] }).items;
  const task = (one: { returnId: string }, kind: string) =>
    waitFor(`task ${kind}`, () => adapter.published('TaskOpened', one).find(({ data }) => data.kind === kind));
  const closing = (one: { returnId: string }, taskId: string | undefined) =>
    waitFor(`${taskId} to close`, () =>
      adapter.published('TaskClosed', one).find(({ data }) => data.taskId === taskId),
    );
  const asPerson = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${adapter.service.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer admin-token',
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ merchant: 'oaklinen', reason: 'agreed on the phone', ...body }),
    });
    expect(response.status).toBe(200);
    return response.json();
  };

  const spoilt: [string, FileFault, RegExp][] = [
    ['4001', 'bad-envelope', /IEA02 999999999 is not ISA13/],
    ['4002', 'wrong-group-count', /IEA01 says 2 groups, there are 1/],
    ['4003', 'wrong-set-count', /GE01 says 2 documents, there are 1/],
    ['4004', 'wrong-segment-count', /SE01 says \d+ segments/],
    ['4005', 'truncated', /the file ends/],
    ['4006', 'unknown-segment', /a 944 has no ZZ9/],
    ['4007', 'duplicate-control-number', /were used before, by OAKLINEN_/],
  ];
  it.each(spoilt)(
    '%s, %s: the file goes to error/ with its reason; its receipt is taken when it comes right',
    async (number, fault, reason) => {
      const one = await adapter.announced(number);
      await tidy(adapter);
      door().disturbFiles(CLIENT, fault);
      const { receipt_id } = door().receive(one.raNumber);
      const files = await waitFor('the reason', () => {
        const rejected = door()
          .files(CLIENT)
          .filter(({ path }) => path.startsWith('error/'));
        return rejected.length === 2 && rejected;
      });
      const beside = files.find(({ path }) => path.endsWith('.reason.txt'));
      expect(beside?.text).toMatch(reason);
      expect(beside?.path.replace('.reason.txt', '')).toMatch(
        new RegExp(`^error/${CLIENT}_944_${receipt_id}_\\d{14}\\.edi$`),
      );
      await waitFor('the raw document for a person', async () =>
        (await parked()).some((item) => reason.test(item.reason)),
      );
      expect(adapter.published('ReceiptRecorded', one)).toEqual([]);
      for (const { path } of files) door().removeFile(CLIENT, path);
      door().sendReceiptAgain(receipt_id);
      expect(await adapter.waitFor('ReturnCleared', one)).toHaveLength(1);
      await tidy(adapter);
    },
  );

  it('of two documents under one number in one file the first is taken, and the other is told to be wrong', async () => {
    const one = await adapter.announced('4010');
    await tidy(adapter);
    const { receipt_id } = door().receive(one.raNumber, { lines: [{ sku: BLACK_M, quantity: 2 }], final: false });
    await adapter.waitFor('ReceiptRecorded', one);
    await tidy(adapter);
    const [before] = door()
      .files(CLIENT)
      .filter(({ path }) => path.includes(receipt_id));
    const [, set = ''] = /(ST\*944.*?SE\*\d+\*0001~)/.exec(before?.text ?? '') ?? [];
    const other = set.replaceAll(receipt_id, 'RCVTWICE');
    const twice = (before?.text ?? '')
      .replace(set, set + other)
      .replace(/\*(\d+)\*X\*/, '*9$1*X*')
      .replace(/GE\*1\*(\d+)/, 'GE*2*9$1')
      .replace(/\*0000000(\d\d)/g, '*0009000$1');
    door().putFile(CLIENT, 'from_3pl/twice.edi', twice);
    // The reason is there before the file itself is.
    await waitFor('the file and its reason', () =>
      ['error/twice.edi', 'error/twice.edi.reason.txt'].every((path) => paths(adapter).includes(path)),
    );
    const reason = door()
      .files(CLIENT)
      .find(({ path }) => path === 'error/twice.edi.reason.txt');
    expect(reason?.text).toContain('the group has another document 0001');
    for (const path of ['error/twice.edi', 'error/twice.edi.reason.txt']) door().removeFile(CLIENT, path);
    await adapter.quiet();
    expect(adapter.published('ReceiptRecorded', one)).toHaveLength(1);
    door().receive(one.raNumber);
    expect(await adapter.waitFor('ReturnCleared', one)).toHaveLength(1);
    await tidy(adapter);
  });

  it('a file that is still growing is read when it is whole, and a .tmp never', async () => {
    const one = await adapter.announced('3001');
    door().disturbFiles(CLIENT, 'slow-file');
    door().disturbFiles(CLIENT, 'tmp-left');
    door().receive(one.raNumber);
    expect(await adapter.waitFor('ReturnCleared', one)).toHaveLength(1);
    const left = await waitFor('the rest to be put away', () => {
      const elsewhere = paths(adapter).filter((path) => !path.startsWith('archive/'));
      return elsewhere.length === 1 && elsewhere;
    });
    expect(left[0]).toMatch(/^from_3pl\/.*\.edi\.tmp$/);
    door().removeFile(CLIENT, left[0] ?? '');
  });

  it('an announcement that is rejected is a task with the reason, and goes on when it is sent again', async () => {
    door().disturbFiles(CLIENT, '997-rejecting');
    const one = await adapter.announced('3002');
    const opened = await task(one, 'announcement-rejected');
    expect(opened.data).toMatchObject({
      title: `The warehouse did not accept RA ${one.raNumber}`,
      why: expect.stringContaining('a segment is wrong'),
      values: { ra: one.raNumber, document: '943' },
    });
    const { message } = opened.data.values;
    await asPerson('/warehouse/messages/send-again', { message });
    await closing(one, opened.data.taskId);
    await waitFor('the return order', () =>
      door()
        .returnOrders()
        .some((order) => order.ra_number === one.raNumber),
    );
    door().receive(one.raNumber);
    await adapter.waitFor('ReturnCleared', one);
    await tidy(adapter);
  });

  it('an announcement that nobody answers is a task, and closes when the answer comes late', async () => {
    door().disturbFiles(CLIENT, '997-lost');
    const one = await adapter.announced('3003');
    await waitFor('the return order', () =>
      door()
        .returnOrders()
        .some((order) => order.ra_number === one.raNumber),
    );
    await adapter.database.pool.query(
      `UPDATE rlm.edi_sent SET written_at = written_at - interval '25 hours' WHERE ra_number = $1`,
      [one.raNumber],
    );
    const opened = await task(one, 'announcement-unanswered');
    expect(opened.data.title).toBe(`The warehouse has not confirmed RA ${one.raNumber}`);
    door().answerAgain(CLIENT, opened.data.values['file'] ?? '');
    await closing(one, opened.data.taskId);
    await tidy(adapter);
  });

  it('under a strange host key nothing is sent; it goes on when a person has looked', async () => {
    await door().showHostKey('strange');
    const one = adapter.order('3004');
    await adapter.publish(returnInitiated(one));
    const opened = await task(one, 'announce');
    expect(opened.data.why).toContain('which is not threepl.hostKey');
    await door().showHostKey('own');
    const { call } = opened.data.values;
    await adapter.admin('POST', `/admin/effects/${encodeURIComponent(call ?? '')}/retry`, {
      by: 'Ida',
      reason: 'it was their maintenance',
    });
    await adapter.waitFor('AsnTransmitted', one);
    await tidy(adapter);
  });

  it('a crash after the file was written does not send it under other numbers', async () => {
    const one = await adapter.announced('3005');
    await tidy(adapter);
    const before = door().heardByFiles(CLIENT).controls.length;
    await adapter.database.pool.query('UPDATE rlm.edi_sent SET written_at = NULL WHERE ra_number = $1', [one.raNumber]);
    await waitFor('it to be seen as written', async () => {
      const { rows } = await adapter.database.pool.query('SELECT FROM rlm.edi_sent WHERE written_at IS NULL');
      return rows.length === 0;
    });
    await tidy(adapter);
    expect(door().heardByFiles(CLIENT).controls).toHaveLength(before);
  });

  it('many announcements at a time have control numbers without a gap and without a repetition', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => adapter.announced(String(5000 + index))));
    await tidy(adapter);
    const numbers = door()
      .heardByFiles(CLIENT)
      .controls.map(Number)
      .sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('every group of the warehouse was answered, and every answer was taken', async () => {
    await tidy(adapter);
    const { answers } = door().heardByFiles(CLIENT);
    expect(new Set(answers.map((answer) => answer.split(' ').slice(0, 2).join(' '))).size).toBe(answers.length);
    // A wrong count of documents, of segments, an unknown segment; of two under one number one was taken.
    expect(answers.filter((answer) => answer.endsWith(' R')).length).toBe(3);
    expect(answers.filter((answer) => answer.endsWith(' P')).length).toBe(1);
  });

  it('a later regrade is a task with the change, and a person closes it', async () => {
    const one = await adapter.announced('3006');
    const { receipt_id } = door().receive(one.raNumber);
    await adapter.waitFor('ReturnCleared', one);
    const adjustment = door().regrade({
      ...{ clientCode: CLIENT, raNumber: one.raNumber, receiptId: receipt_id },
      lines: [{ sku: BLACK_M, quantity: -1, reason: 'BS' }],
    });
    const opened = await task(one, 'stock-adjustment');
    expect(opened.data.values).toMatchObject({
      adjustment,
      receipt: receipt_id,
      changes: `-1 × ${BLACK_M}: downgraded`,
    });
    await asPerson('/warehouse/adjustments/close-task', { adjustment });
    expect((await closing(one, opened.data.taskId)).data.how).toBe('the admin: agreed on the phone');
    await tidy(adapter);
  });
});
