import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RaDraft } from '../../src/rlm-return-authorization/authorize.js';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import type { ImportedRefund } from '../../src/rlm-return-authorization/refund.js';
import type { RefundDraft } from '../../src/rlm-return-authorization/refunds.js';
import type { RlmPort } from '../../src/rlm/port.js';
import { BLACK_M, BLACK_S, initiated, policy, receipt, RED_M, refund, returnId, usd } from '../support/returns.js';
import { call, COMPANY, LOCATION, openRlm, shippedOrder, type RlmSystem } from '../support/systems.js';

/** One way to talk to RLM. */
export interface Transport {
  readonly name: string;
  /** Operations that a person does, because RLM has no call for them over this transport. */
  readonly byHand: readonly string[];
  open(rlm: RlmSystem): RlmPort;
  /** Has the refund entered, by us or by a person, and reads it back. */
  enters(rlm: RlmSystem, port: RlmPort, draft: RefundDraft): Promise<ImportedRefund | null>;
}

const draftOf = (change: Parameters<typeof refund>[0] = {}, cents = 8710): RefundDraft => ({
  returnId,
  refund: refund(change),
  money: usd(cents),
});

const lineOf = (sku: string, change: Partial<ReturnType<typeof refund>['lines'][number]> = {}) => ({
  ...{ orderLineId: `line-${sku}`, sku, quantity: 1, restockType: 'return' as const, locationId: null },
  ...{ subtotal: usd(4000), tax: usd(355) },
  ...change,
});

/** What both transports of RLM have to do alike, and what comes out where one of them cannot. */
export function portSuite(transport: Transport): void {
  describe(`RLM over ${transport.name}`, () => {
    let rlm: RlmSystem;
    let port: RlmPort;
    beforeEach(async () => {
      rlm = await openRlm();
      port = transport.open(rlm);
    });
    afterEach(() => rlm.simulator.close());

    it('tells what can be sold, at the locations of the shop and of first quality alone', async () => {
      const { levels } = await port.levels([BLACK_M, BLACK_S, 'NO-SUCH'], call('k'));
      expect([...levels].sort((a, b) => (a.sku < b.sku ? -1 : 1))).toEqual([
        { sku: BLACK_M, locationId: LOCATION, available: rlm.door.balance(COMPANY, 1, BLACK_M) },
        { sku: BLACK_S, locationId: LOCATION, available: rlm.door.balance(COMPANY, 1, BLACK_S) },
      ]);
    });

    it('reads a refund back as a credit with its parts, and where the goods went', async () => {
      expect(await port.findImport(draftOf(), call('refund:991'))).toBeNull();
      const imported = await transport.enters(rlm, port, draftOf());
      expect(imported).toEqual({
        kind: 'created',
        creditNumber: String(rlm.door.credits(COMPANY)[0]?.['credit_number']),
        ...{ total: usd(8710), merchandise: usd(8000), tax: usd(710), freight: usd(0), adjustment: usd(0) },
        movements: [{ sku: BLACK_M, barcode: null, warehouse: '1', quality: 'first', quantity: 2 }],
        leftOut: [],
      });
    });

    it('puts what the shop did not restock among the seconds', async () => {
      const lines = [lineOf(RED_M, { restockType: 'no-restock' })];
      const imported = await transport.enters(rlm, port, draftOf({ lines }, 4355));
      expect(imported?.movements).toEqual([
        { sku: RED_M, barcode: null, warehouse: '91', quality: 'second', quantity: 1 },
      ]);
    });

    it('takes in what was shipped of a refund, and says why the rest stays out', async () => {
      const never = lineOf('PT200-NVY-32-30', { subtotal: usd(9000), tax: usd(0) });
      const imported = await transport.enters(rlm, port, draftOf({ lines: [lineOf(RED_M), never] }, 13355));
      expect(imported).toMatchObject({ total: usd(4355), leftOut: [{ reason: 'Order Line Not Shipped' }] });
    });

    it('does not enter a refund of goods that never left RLM', async () => {
      shippedOrder(rlm.door, 'not-yet', { shipped: false, customerPo: 'EC-2' });
      const answer = await port.importRefund(draftOf({ orderId: 'not-yet', orderName: 'EC-2' }), call('k'));
      expect(answer).toEqual({ kind: 'skipped', reason: 'No Returnable Lines; Order Line Not Shipped' });
    });

    it('does not enter more than was shipped', async () => {
      const lines = [lineOf(RED_M, { quantity: 2 })];
      const answer = await port.importRefund(draftOf({ lines }), call('k'));
      expect(answer).toEqual({ kind: 'error', reason: 'Refund Quantity Exceeds Shipped Quantity' });
      expect(rlm.door.credits(COMPANY)).toEqual([]);
    });

    it('knows no RA before there is one', async () => {
      expect(await port.findRas(raDraft, call('ra:1'))).toEqual([]);
      expect(await port.isTransmitted('700123', call('transmit:1'))).toBe(false);
      const posted = { returnId, raNumber: '700123', warehouse: 1, receipt: receipt() };
      expect(await port.findReceipt(posted, call('receipt:1'))).toBeNull();
    });

    const raDraft: RaDraft = (() => {
      const { externalReturnId, order, parcel, units } = initiated();
      return { returnId, externalReturnId, order, parcel, lines: raLinesOf(units), policy };
    })();
    const writes: Record<string, () => Promise<unknown>> = {
      createRas: () => port.createRas(raDraft, call('ra:1')),
      transmitRa: async () => {
        rlm.door.typeRa(COMPANY, {
          ...{ external_rma_id: '88400012', external_system: 'LOOP', external_order_id: '6611223344556' },
          lines: [{ sku: BLACK_M, external_line_id: `line-${BLACK_M}`, qty_authorized: 2 }],
        });
        await port.transmitRa(String(rlm.door.ras(COMPANY)[0]?.['ra_number']), call('transmit:1'));
      },
      importRefund: () => port.importRefund(draftOf(), call('refund:991')),
    };

    it.each(Object.keys(writes))(`%s is either made, or left to a person with the exact values`, async (operation) => {
      const made = (writes[operation] ?? (() => Promise.resolve()))();
      if (!transport.byHand.includes(operation)) {
        await made;
        return;
      }
      await expect(made).rejects.toMatchObject({
        message: expect.stringContaining('exactly these values'),
        values: expect.anything(),
      });
      expect(rlm.door.credits(COMPANY)).toEqual([]);
    });
  });
}
