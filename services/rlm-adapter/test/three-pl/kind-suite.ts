import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock, startThreePlSimulator, type Simulator, type ThreePlDoor } from '@backhaul/simulators';
import { merchantSchema, type ThreePlSection } from '../../src/config.js';
import { allocate } from '../../src/rlm-return-authorization/allocate.js';
import type { AsnDraft } from '../../src/rlm-return-authorization/authorize.js';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import type { Receipt } from '../../src/rlm-return-authorization/receipt.js';
import type { RawNews, ThreePlPort, WarehouseNews } from '../../src/three-pl/port.js';
import { answerTo, isVouched, withWebhooks, type WebhookSection } from '../../src/three-pl/webhooks.js';
import { BLACK_M, initiated, policy, raNumber, RED_M, returnId, unit } from '../support/returns.js';
import { call } from '../support/systems.js';

/** One kind of warehouse, as it stands in the configuration. */
export interface WarehouseKind {
  readonly kind: 'rest' | 'shipbob' | 'shiphero';
  /** Beside `baseUrl`, `webhookSecrets` and `kind`. */
  readonly section: Readonly<Record<string, unknown>>;
  /** The warehouse's code of the building. */
  readonly building: string;
  open(section: ThreePlSection): ThreePlPort;
}

const CLIENT = 'OAKLINEN';
const KEY = 'warehouse-key';
const SECRET = 'warehouse-secret';
const anyRlm = { baseUrl: 'http://rlm', company: 1, apiKey: 'k', account: 'A', warehouse: 1 };

/** What every kind of warehouse has to do alike, over its own wire. */
export function kindSuite({ kind, section: own, building, open }: WarehouseKind): void {
  describe(`a warehouse of the kind ${kind}`, () => {
    const clock = manualClock('2026-03-09T15:20:00Z');
    let simulator: Simulator<ThreePlDoor>;
    let section: WebhookSection;
    let port: ThreePlPort;

    beforeEach(async () => {
      simulator = await startThreePlSimulator({ clock });
      simulator.door.addClient({
        ...{ clientCode: CLIENT, apiKey: KEY, webhookSecret: SECRET, callsPerMinute: 10_000, kind },
        ...{ webhookUrl: 'http://127.0.0.1:9/nobody-listens', warehouses: [building] },
      });
      simulator.door.addOrder(CLIENT, 'EC-10442', [BLACK_M, RED_M]);
      const threepl = { kind, baseUrl: simulator.url, webhookSecrets: [SECRET], callsPerMinute: 10_000, ...own };
      const parsed = withWebhooks(merchantSchema.parse({ rlm: anyRlm, threepl }).threepl);
      if (parsed === undefined) throw new Error('the section is there, and its warehouse has webhooks');
      section = parsed;
      port = open(section);
    });
    afterEach(() => simulator.close());

    const draft = (change: Partial<AsnDraft> = {}): AsnDraft => {
      const { externalReturnId, order, parcel, shopper, units } = initiated();
      return {
        returnId,
        raNumber,
        externalReturnId,
        order,
        parcel,
        shopper,
        lines: raLinesOf(units),
        policy,
        ...change,
      };
    };
    const receiptIn = async (raw: Pick<RawNews, 'body' | 'headers'>): Promise<WarehouseNews[]> => [
      ...(await port.read(raw)),
    ];
    const polled = async (): Promise<WarehouseNews[]> => {
      const news: WarehouseNews[] = [];
      for await (const page of port.newsSince(new Date(0), call('k')))
        for (const raw of page) news.push(...(await receiptIn(raw)));
      return news;
    };
    const webhooks = () => simulator.webhooks.deliveries;
    const told = async (): Promise<WarehouseNews[]> => {
      const last = webhooks().at(-1);
      if (last === undefined) throw new Error('no webhook was sent');
      return receiptIn({ body: Buffer.from(last.body), headers: {} });
    };
    const onlyReceipt = async (): Promise<Receipt> => {
      const receipts = await port.receiptsOf(raNumber, new Date(0), call('k'));
      expect(receipts).toHaveLength(1);
      const [first] = receipts;
      if (first === undefined) throw new Error('the receipt is there');
      return first;
    };

    it('is told of a return once, whatever is repeated', async () => {
      const reference = await port.announce(draft(), call('k1'));
      expect(await port.announce(draft(), call('k1'))).toBe(reference);
      expect(await port.announce(draft(), call('k2'))).toBe(reference);
      expect(simulator.door.returnOrders()).toMatchObject([
        { ra_number: raNumber, order_number: 'EC-10442', tracking_numbers: ['9400100000000000000001'] },
      ]);
    });

    it('counts units of one item on two RA lines as they were announced, and they find their lines', async () => {
      const units = [unit('1', BLACK_M), unit('2', BLACK_M, { reason: 'Damaged' }), unit('3', RED_M)];
      const lines = raLinesOf(units);
      expect(lines).toHaveLength(3);
      await port.announce(draft({ lines }), call('k'));
      simulator.door.receive(raNumber);
      const placed = allocate((await onlyReceipt()).lines, lines).map(({ unitId, sku }) => [unitId, sku]);
      expect(placed.sort()).toEqual([
        ['1', BLACK_M],
        ['2', BLACK_M],
        ['3', RED_M],
      ]);
    });

    it('can be told that nothing comes any more, until something has come', async () => {
      const reference = await port.announce(draft(), call('k'));
      await port.cancel({ ...draft(), reference }, call('cancel'));
      expect(simulator.door.returnOrders()).toMatchObject([{ status: 'CANCELLED' }]);

      const late = draft({ raNumber: '700124' });
      const lateReference = await port.announce(late, call('k2'));
      simulator.door.arrive('700124');
      await expect(port.cancel({ ...late, reference: lateReference }, call('c2'))).rejects.toMatchObject({
        ...{ code: 'VENDOR_REFUSED', status: 409 },
      });
    });

    it('can be told that less comes', async () => {
      const reference = await port.announce(draft(), call('k'));
      const lines = raLinesOf([unit('1', BLACK_M), unit('2', BLACK_M)]);
      await port.change({ ...draft({ lines }), reference }, call('change'));
      const [order] = simulator.door.returnOrders();
      expect(order?.lines.map(({ sku, qty_expected }) => [sku, qty_expected])).toEqual([[BLACK_M, 2]]);
    });

    it('tells nothing of a box that merely arrived', async () => {
      await port.announce(draft(), call('k'));
      simulator.door.arrive(raNumber);
      expect(await polled()).toEqual([]);
      expect(await port.receiptsOf(raNumber, new Date(0), call('k'))).toEqual([]);
    });

    it('tells one receipt, the same by webhook, by list and of the RA', async () => {
      await port.announce(draft(), call('k'));
      simulator.door.receive(raNumber);
      const receipt = await onlyReceipt();
      expect(receipt).toMatchObject({ warehouse: building, final: true });
      expect(receipt.receivedAt.slice(0, 16)).toBe('2026-03-09T15:20');
      expect(receipt.receiptId.length).toBeLessThanOrEqual(12);
      expect(await polled()).toMatchObject([{ kind: 'receipt', raNumber, receipt }]);
      expect(await told()).toEqual(await polled());
    });

    it('tells good units and others apart', async () => {
      await port.announce(draft(), call('k'));
      simulator.door.receive(raNumber, {
        lines: [
          { sku: BLACK_M, quantity: 1 },
          { sku: BLACK_M, quantity: 1, condition: 'DAMAGED', note: 'stain, left sleeve' },
          { sku: 'TS100-BLK-S', line_no: null, quantity: 1 },
        ],
      });
      const units = allocate((await onlyReceipt()).lines, draft().lines);
      const seen = units.map(({ sku, unitId, quality, exception }) => [sku, unitId !== null, quality, exception]);
      expect(seen.sort()).toEqual([
        [BLACK_M, true, 'first', null],
        [BLACK_M, true, 'second', null],
        ['TS100-BLK-S', false, 'first', 'unexpected'],
      ]);
    });

    it('goes on with a partial receipt, or adds to it, and says when it is done', async () => {
      await port.announce(draft(), call('k'));
      simulator.door.receive(raNumber, { lines: [{ sku: BLACK_M, quantity: 1 }], final: false });
      const first = await port.receiptsOf(raNumber, new Date(0), call('k'));
      expect(first).toMatchObject([{ final: false }]);
      clock.advance(60_000);
      simulator.door.receive(raNumber);
      const all = await port.receiptsOf(raNumber, new Date(0), call('k'));
      expect(all.some(({ final }) => final)).toBe(true);
      const units = all.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
      expect(units).toBe(3);
      if (all.length === 1) expect(all[0]?.revision).toBeGreaterThan(first[0]?.revision ?? 0);
    });

    it('corrects a receipt under the same name with a higher revision', async () => {
      await port.announce(draft(), call('k'));
      const { receipt_id } = simulator.door.receive(raNumber);
      const before = await onlyReceipt();
      simulator.door.reviseReceipt(receipt_id, { lines: [{ sku: BLACK_M, quantity: 1 }] });
      const after = await onlyReceipt();
      expect(after.receiptId).toBe(before.receiptId);
      expect(after.revision).toBeGreaterThan(before.revision);
      expect(after.lines).toMatchObject([{ sku: BLACK_M, quantity: 1 }]);
      expect(await told()).toMatchObject([{ receipt: after }]);
    });

    it('tells of a parcel that nobody announced with what stood on it', async () => {
      simulator.door.receiveBlind({
        ...{ clientCode: CLIENT, warehouseCode: building, trackingNumber: '1Z999', orderNumber: 'EC-10442' },
        lines: [{ sku: BLACK_M, quantity: 1 }],
      });
      const blind = { raNumber: null, trackingNumber: '1Z999', orderNumber: 'EC-10442' };
      expect(await polled()).toMatchObject([{ ...blind, receipt: { final: true, lines: [{ sku: BLACK_M }] } }]);
    });

    it('signs its webhooks, each byte of them', async () => {
      await port.announce(draft(), call('k'));
      simulator.door.receive(raNumber);
      const { body, headers } = webhooks().at(-1) ?? { body: '', headers: {} };
      const now = clock.now();
      const vouched = (rawBody: string, given: Readonly<Record<string, string>>, at = now): boolean =>
        isVouched(section, { headers: given, rawBody: Buffer.from(rawBody), now: at });
      expect(vouched(body, headers)).toBe(true);
      expect(vouched(`${body} `, headers)).toBe(false);
      expect(vouched(body, {})).toBe(false);
      if (kind === 'shipbob') expect(vouched(body, headers, new Date(now.getTime() + 301_000))).toBe(false);
      const answer = answerTo(section, { status: 'accepted' });
      expect(answer).toEqual(kind === 'shiphero' ? { code: '200', Status: 'Success' } : { status: 'accepted' });
    });

    it('is waited for as long as it asks when too much was asked', async () => {
      simulator.door.addClient({
        ...{ clientCode: CLIENT, apiKey: KEY, webhookSecret: SECRET, kind, warehouses: [building], callsPerMinute: 1 },
      });
      const asked = port.announce(draft(), call('k'));
      const again = asked.then(() => port.announce(draft({ raNumber: '700125' }), call('k2')));
      await expect(again).rejects.toMatchObject({ code: 'VENDOR_RATE_LIMITED', delivered: 'no' });
      await expect(again).rejects.toHaveProperty('retryAfterMs', expect.any(Number));
    });

    it('is not guessed at: what does not fit is parked', async () => {
      await expect(receiptIn({ body: Buffer.from('{"id":"x"}'), headers: {} })).rejects.toMatchObject({
        code: 'RECEIPT_NOT_UNDERSTOOD',
      });
      await expect(receiptIn({ body: Buffer.from('not JSON'), headers: {} })).rejects.toMatchObject({
        code: 'RECEIPT_NOT_UNDERSTOOD',
      });
    });
  });
}
