import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { refundRecorded, returnInitiated, returnProcessed, type TestReturn } from '../support/events.js';
import { startAdapter, type Adapter } from '../support/service.js';
import { COMPANY } from '../support/systems.js';

const lines = [
  { sku: 'TS100-BLK-M', qty_authorized: 2 },
  { sku: 'TS100-RED-M', qty_authorized: 1 },
];
const raBody = ({ number, orderId }: TestReturn) => ({ external_rma_id: number, external_order_id: orderId, lines });
const refundBody = ({ refundId, orderId }: TestReturn) => ({
  refund_id: refundId,
  external_order_id: orderId,
  created_at: '2026-03-10T09:00:00Z',
  currency: 'USD',
  money_refunded: '87.10',
  freight: '0.00',
  lines: [
    { external_line_id: 'line-TS100-BLK-M', quantity: 2, restock_type: 'RETURN', subtotal: '80.00', tax: '7.10' },
  ],
});
const writesOf = (adapter: Adapter): string[] =>
  [...adapter.rlm.simulator.calls, ...adapter.warehouse.simulator.calls]
    .filter(({ method }) => method !== 'GET')
    .map(({ path }) => path);

describe('a store whose RAs and refund imports are RLM’s own jobs’', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    const ownJobs = { loopImportReturnAuthorizations: true, shopifyImportRefunds: true };
    const triggers = { ra: 'vendor-link', refundImport: 'vendor-link' };
    adapter = await startAdapter({ rlm: { ownJobs, triggers, pollSeconds: 0.3 } });
  });
  afterAll(() => adapter?.stop());

  it('is told what they do, and nothing of it is done again', async () => {
    const one = adapter.order('2001');
    await adapter.publish(returnInitiated(one));
    await adapter.rlm.post('/return-authorizations', raBody(one));
    const [authorized] = await adapter.waitFor('ReturnAuthorized', one);
    await adapter.waitFor('AsnTransmitted', one);
    adapter.warehouse.door.receive(authorized?.data.documentNumber ?? '');
    await adapter.waitFor('ReturnCleared', one);
    await adapter.publish(returnProcessed(one), refundRecorded(one));
    await adapter.rlm.post('/refund-imports', refundBody(one));
    expect(await adapter.waitFor('CreditIssued', one)).toMatchObject([{ data: { total: { amount: 8710 } } }]);
    await adapter.waitFor('InventoryExported', one);
    const writes = writesOf(adapter);
    // Those of this test alone.
    expect(writes.filter((path) => path.endsWith('/return-authorizations'))).toHaveLength(1);
    expect(writes.filter((path) => path.endsWith('/refund-imports'))).toHaveLength(1);
    expect(adapter.published('TaskOpened', one)).toEqual([]);
  });
});

describe('an RA that is not ours, although RAs are ours to make', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  it('is taken up, and everything that is sent for the store stops until a person releases it', async () => {
    const one = adapter.order('3001');
    await adapter.rlm.post('/return-authorizations', raBody(one));
    await adapter.publish(returnInitiated(one));
    await adapter.waitFor('ReturnAuthorized', one);
    const [alarm] = await adapter.waitFor('TaskOpened', { returnId: null });
    expect(alarm?.data).toMatchObject({ kind: 'sends-stopped', values: { return: one.returnId } });
    expect(alarm?.data.why).toContain('LoopImportReturnAuthorizations');
    const next = adapter.order('3002');
    await adapter.publish(returnInitiated(next));
    await waitFor('its call to wait', async () => {
      const { rows } = await adapter.database.pool.query(
        `SELECT FROM effects.calls WHERE key = $1 AND last_error IS NOT NULL`,
        [`ra:${next.returnId}`],
      );
      return rows.length === 1;
    });
    expect(adapter.rlm.door.ras(COMPANY)).toHaveLength(1);
    expect((await adapter.ask('/stores/oaklinen/release', {})).status).toBe(200);
    for (const each of [one, next]) await adapter.waitFor('AsnTransmitted', each);
  });

  it('is told from ours when it came while ours was in doubt', async () => {
    // The answer is lost: once before RLM has made the RA, once after.
    const [foreign, ours] = [adapter.order('3005'), adapter.order('3006')];
    const lost = (one: TestReturn) => ({ method: 'POST', path: '/return-authorizations$', body: `"${one.number}"` });
    adapter.rlm.simulator.faults.add({ kind: 'status', status: 302, match: lost(foreign), times: 1 });
    adapter.rlm.simulator.faults.add({ kind: 'after-commit', then: 500, match: lost(ours) });
    await adapter.publish(returnInitiated(ours), returnInitiated(foreign));
    await waitFor('it to be in doubt', async () => {
      const { rows } = await adapter.database.pool.query(
        `SELECT FROM effects.calls WHERE key = $1 AND status = 'in-doubt'`,
        [`ra:${foreign.returnId}`],
      );
      return rows.length === 1;
    });
    adapter.rlm.door.typeRa(COMPANY, raBody(foreign));
    for (const each of [foreign, ours]) await adapter.waitFor('ReturnAuthorized', each);
    const alarms = await adapter.waitFor('TaskOpened', { returnId: null }, 2);
    expect(alarms.slice(1).map(({ data }) => data.values['return'])).toEqual([foreign.returnId]);
    expect((await adapter.ask('/stores/oaklinen/release', {})).status).toBe(200);
    for (const each of [foreign, ours]) await adapter.waitFor('AsnTransmitted', each);
  });

  it('is noticed by the job, too, when it comes after ours', async () => {
    const one = await adapter.announced('3003');
    const trousers = { sku: 'PT200-NVY-32-30', quantity: 1, price: 6000 };
    const other = {
      externalOrderId: 'order-of-3004',
      customerPo: '#3004',
      lines: [{ externalLineId: 'line-trousers', ...trousers }],
    };
    adapter.rlm.door.addOrder(COMPANY, other);
    const lines = [{ sku: trousers.sku, qty_authorized: 1 }];
    await adapter.rlm.post('/return-authorizations', {
      ...raBody(one),
      external_order_id: other.externalOrderId,
      lines,
    });
    const asked = { merchant: 'oaklinen', reason: 'A test.' };
    await adapter.admin('POST', '/jobs/LoopImportReturnAuthorizations/runs', asked);
    const alarms = await adapter.waitFor('TaskOpened', { returnId: null }, 3);
    expect(alarms[2]?.data).toMatchObject({ kind: 'sends-stopped', values: { return: one.returnId } });
  });
});

describe('a return from before the store went live', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ rlm: { goLiveAt: '2099-01-01T00:00:00Z', pollSeconds: 0.3 } });
  });
  afterAll(() => adapter?.stop());

  it('is only observed, until a backfill takes it over, once', async () => {
    const one = adapter.order('4001');
    await adapter.publish(returnInitiated(one));
    const known = async () => (await adapter.database.pool.query('SELECT FROM erp_kit.known_return')).rows.length === 1;
    await waitFor('the return to be known', known);
    await adapter.quiet().catch(() => undefined);
    expect(writesOf(adapter)).toEqual([]);
    const backfill = async (): Promise<Record<string, number>> => {
      const asked = await adapter.ask('/backfills', { merchant: 'oaklinen', ids: [one.returnId] });
      const { id } = asked.body as { id: string };
      return waitFor('the backfill to end', async () => {
        const report = (await adapter.admin('GET', `/backfills/${id}`)) as {
          finishedAt: string | null;
          returns: Record<string, number>;
        };
        return report.finishedAt !== null && report.returns;
      });
    };
    expect(await backfill()).toMatchObject({ total: 1, admitted: 1 });
    await adapter.waitFor('AsnTransmitted', one);
    expect(await backfill()).toMatchObject({ total: 1, admitted: 0, unchanged: 1 });
    expect(adapter.rlm.door.ras(COMPANY)).toHaveLength(1);
  });
});

describe('a store in shadow mode', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ rlm: { mode: 'shadow', pollSeconds: 0.3 } });
  });
  afterAll(() => adapter?.stop());

  it('sends nothing, follows what others do, and compares', async () => {
    const [done, missing] = [adapter.order('5001'), adapter.order('5002')];
    await adapter.publish(returnInitiated(done), returnInitiated(missing));
    const calls = () => adapter.admin('GET', '/shadow/oaklinen/calls') as Promise<{ items: { kind: string }[] }>;
    await waitFor('both calls to be written down', async () => (await calls()).items.length === 2);
    expect(writesOf(adapter)).toEqual([]);
    const made = (await adapter.rlm.post('/return-authorizations', raBody(done))) as { items: { ra_number: number }[] };
    await adapter.waitFor('ReturnAuthorized', done);
    const raNumber = String(made.items[0]?.ra_number);
    await adapter.rlm.post(`/return-authorizations/${raNumber}/transmit`);
    await adapter.waitFor('AsnTransmitted', done);
    await adapter.publish(returnProcessed(done), refundRecorded(done));
    await adapter.rlm.post('/refund-imports', refundBody(done));
    await adapter.waitFor('CreditIssued', done);
    const period = 'from=2026-02-01T00:00:00Z&to=2026-04-01T00:00:00Z';
    const report = await adapter.admin('GET', `/shadow/oaklinen/report?${period}`);
    expect(report).toMatchObject({
      counts: { same: 2, differs: 0, 'only-ours': 1, 'only-theirs': 0 },
      items: [{ kind: 'ra', match: '5002', result: 'only-ours' }],
    });
    // What this test did for others.
    expect(writesOf(adapter)).toHaveLength(3);
    expect(adapter.published('InventoryExported', done)).toEqual([]);
  });
});
