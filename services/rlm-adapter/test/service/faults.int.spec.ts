import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultEffect } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { refundRecorded, returnInitiated, returnProcessed } from '../support/events.js';
import { COMPANY } from '../support/systems.js';
import { startAdapter, type Adapter } from '../support/service.js';

/** Each strikes each kind of call once: whichever return comes first meets it. */
const faults: readonly FaultEffect[] = [
  { kind: 'after-commit', then: 500 },
  { kind: 'after-commit', then: 'timeout' },
  { kind: 'html' },
  { kind: 'status', status: 503 },
  { kind: 'rate-limit', retryAfterSeconds: 1 },
];

const writesToRlm = ['/return-authorizations$', '/transmit$', '/return-receipts$', '/exported$', '/refund-imports$'];
const readsFromRlm = ['/inventory$', '/invoices/'];
/** Reads are repeated within one call, so these are enough to get through to the runner. */
const faultsOfReads = faults.filter(({ kind }) => kind === 'html' || kind === 'after-commit');

describe('five returns at once while everything fails that can fail', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ timeoutSeconds: 1 });
  });
  afterAll(() => adapter?.stop());

  it('end with one of each document', async () => {
    const { rlm, warehouse } = adapter;
    const arm = (
      system: typeof rlm | typeof warehouse,
      method: string,
      path: string,
      effects: readonly FaultEffect[],
    ) => {
      for (const effect of effects) system.simulator.faults.add({ ...effect, match: { method, path } });
    };
    for (const path of writesToRlm) arm(rlm, 'POST', path, faults);
    for (const path of readsFromRlm) arm(rlm, 'GET', path, faultsOfReads);
    arm(warehouse, 'POST', '/return-orders$', faults);
    arm(warehouse, 'GET', '/return-receipts$', faultsOfReads);
    const returns = ['1', '2', '3', '4', '5'].map((number) => adapter.order(number));
    await adapter.publish(...returns.map((one) => returnInitiated(one)));
    await Promise.all(
      returns.map(async (one) => {
        await adapter.waitFor('AsnTransmitted', one);
        const ra = rlm.door.ras(COMPANY).find((row) => row['external_rma_id'] === one.number);
        warehouse.door.receive(String(ra?.['ra_number']));
        await adapter.waitFor('ReturnCleared', one);
        await adapter.publish(refundRecorded(one), returnProcessed(one));
        await adapter.waitFor('InventoryExported', one);
      }),
    );
    await waitFor('every receipt to leave the export queue', () =>
      rlm.door.receipts(COMPANY).every((row) => row['export_status'] === 'CONFIRMED'),
    );

    expect(rlm.simulator.faults.list()).toEqual([]);
    expect(warehouse.simulator.faults.list()).toEqual([]);
    expect(rlm.door.ras(COMPANY)).toHaveLength(5);
    expect(warehouse.door.returnOrders()).toHaveLength(5);
    expect(rlm.door.receipts(COMPANY)).toHaveLength(5);
    expect(rlm.door.credits(COMPANY)).toHaveLength(5);
    rlm.door.assertInvariants(COMPANY);
    for (const one of returns) {
      for (const type of [
        ...(['ReturnAuthorized', 'AsnTransmitted', 'ReceiptRecorded', 'ReturnCleared'] as const),
        ...(['RefundImported', 'CreditIssued', 'InventoryRestocked', 'InventoryExported'] as const),
      ])
        expect({ type, events: adapter.published(type, one).length }).toEqual({ type, events: 1 });
    }
    expect(adapter.published('TaskOpened')).toEqual([]);
  }, 180_000);
});
