import { describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';
import { RLM_COMPANY } from '../support/stage.js';
import type { Task } from '../support/api.js';
import type { SentBack } from '../support/watch.js';

const SHIRT = 'OLSHT-WHITE-M';

/** Minor units as RLM's screens take them. */
const decimal = (minor: number): string => (minor / 100).toFixed(2);

describe('RLM without an API for returns: its legacy SOAP services, and people who do what those lack', () => {
  const on = onStage({
    oakLinen: {
      ofWorld: ({ simulators: { rlm } }) => ({
        rlm: {
          transport: 'soap',
          soap: {
            servicePath: '/OAKLINEN/services',
            user: 'backhaul',
            lookSeconds: 0.4,
            warehouses: [
              {
                number: 1,
                locationId: rlm.door.setWarehouse(RLM_COMPANY, 1, {})['shopify_location_id'],
                secondQualityWarehouse: 91,
              },
              { number: 91, quality: 'second' },
            ],
          },
        },
      }),
    },
  });

  const done = async ({ values }: Task, body: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    const path = `/hand-work/${encodeURIComponent(values['call'] ?? '')}/done`;
    const { status } = await on.oakLinen.api.ask({ service: 'rlm-adapter', path, role: 'operator', body });
    expect(status).toBe(200);
  };
  const door = () => on.stage.world.simulators.rlm.door;

  /** A person makes the RA in RLM as the task says, and tells its number. */
  async function makesTheRa(one: SentBack): Promise<string> {
    const { oakLinen } = on;
    const task = await oakLinen.taskOf(one, 'create-ra', {
      'external RMA': one.number,
      'line 1': `2 × ${SHIRT}, Too large`,
    });
    const [line] = oakLinen.order(one).lines;
    const [row] = door().typeRa(RLM_COMPANY, {
      ...{ external_rma_id: one.number, external_system: 'LOOP', external_order_id: one.orderId },
      lines: [{ sku: SHIRT, external_line_id: line?.id, qty_authorized: 2 }],
    });
    const raNumber = String(row?.['ra_number']);
    await done(task, { ras: [{ raNumber }] });
    return raNumber;
  }

  /** A person enters the shop's refund as the task says. */
  async function entersTheRefund(one: SentBack): Promise<void> {
    const [refund] = on.oakLinen.order(one).refunds;
    await on.oakLinen.taskOf(one, 'import-refund', {
      'credit total': '174.20 USD',
      'line 1': `2 × ${SHIRT} into warehouse 1 (first quality)`,
    });
    door().typeRefund(RLM_COMPANY, {
      ...{ refund_id: refund?.id, external_order_id: one.orderId, currency: 'USD', money_refunded: '174.20' },
      lines: refund?.lines.map((line) => ({
        ...{ external_line_id: line.lineItemId, quantity: line.quantity, restock_type: line.restockType },
        ...{ location_id: line.locationId, subtotal: decimal(line.subtotal), tax: decimal(line.tax) },
      })),
    });
  }

  it('carry a return from the RA to stock in RLM and in Shopify', async () => {
    const { oakLinen } = on;
    const before = oakLinen.onHand(SHIRT);
    const bought = oakLinen.buys({ [SHIRT]: 2 });
    const one = await oakLinen.sendsBack(bought, [
      { sku: SHIRT, reason: 'Too large' },
      { sku: SHIRT, reason: 'Too large' },
    ]);

    const raNumber = await makesTheRa(one);
    await oakLinen.seen(one, 'ReturnAuthorized');

    // The warehouse is told by us; that it was told, a person notes in RLM.
    await oakLinen.seen(one, 'AsnTransmitted');
    const transmit = await oakLinen.taskOf(one, 'transmit', { ra: raNumber });
    door().typeTransmission(RLM_COMPANY, Number(raNumber));
    await done(transmit);

    oakLinen.warehouse.receive(raNumber);
    const receipt = await oakLinen.taskOf(one, 'post-receipt', { ra: raNumber });
    expect(receipt.values['line 1']).toContain(`2 × ${SHIRT}, RA line 1, quality 1`);
    door().typeReceipt(RLM_COMPANY, {
      ...{ threepl_code: 'WEST1', receipt_id: receipt.values['receipt'], ra_number: Number(raNumber), warehouse: 1 },
      ...{ received_at: receipt.values['received'], final: true },
      lines: [{ ra_line_no: 1, sku: SHIRT, quantity: 2, quality: '1', condition: 'GOOD', disposition: 'RESTOCK' }],
    });
    await done(receipt);
    await oakLinen.seen(one, 'ReturnProcessed');

    await entersTheRefund(one);
    // Nobody says anything: the credit shows in RLM's list.
    await oakLinen.settled(one);
    expect(oakLinen.onHand(SHIRT)).toBe(before);
    expect(oakLinen.inShop(SHIRT)).toEqual({ 'West 1': before });
    await oakLinen.noTaskOf(one);
    expect(await oakLinen.uncleared(one)).toEqual([]);
    oakLinen.warehouse.assertInvariants();
  });
});
