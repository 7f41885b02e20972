import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '@backhaul/event-store';
import { Transactions } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';
import type { JobItemView, JobRunView, JobView } from '../../src/http/jobs/schemas.js';
import { JobRunner } from '../../src/jobs/job-runner.js';
import { leases } from '../../src/jobs/leases.js';
import type { JobName } from '../../src/jobs/names.js';
import { unconfirmedReturns } from '../../src/jobs/unconfirmed-returns.js';
import { takenInUntil } from '../../src/taken-in.js';
import { refundRecorded, returnInitiated, returnProcessed, testReturn } from '../support/events.js';
import { startAdapter, type Adapter } from '../support/service.js';
import { COMPANY, shippedOrder } from '../support/systems.js';

const merchant = 'oaklinen';

describe('the jobs of a merchant with RLM', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter?.stop());

  const get = async <T>(path: string): Promise<T> => (await adapter.admin('GET', path)) as T;
  const pathOf = (job: JobName): string => `/jobs/${encodeURIComponent(job)}`;
  const jobOf = async (job: JobName): Promise<JobView> => {
    const { items } = await get<{ items: JobView[] }>(`/jobs?merchant=${merchant}`);
    const found = items.find(({ jobName }) => jobName === job);
    if (found === undefined) throw new Error(`no job ${job}`);
    return found;
  };
  const runsOf = async (job: JobName): Promise<JobRunView[]> =>
    (await get<{ items: JobRunView[] }>(`${pathOf(job)}/runs?merchant=${merchant}&limit=200`)).items;
  const itemsOf = async ({ runId }: JobRunView): Promise<JobItemView[]> =>
    (await get<{ items: JobItemView[] }>(`/runs/${runId}/items?limit=200`)).items;
  const everyItemOf = async (job: JobName): Promise<JobItemView[]> =>
    (await Promise.all((await runsOf(job)).map(itemsOf))).flat();
  const runNow = async (job: JobName, body: object = {}): Promise<JobRunView> =>
    (await adapter.admin('POST', `${pathOf(job)}/runs`, { merchant, reason: 'A test.', ...body })) as JobRunView;
  const ended = (run: JobRunView): Promise<JobRunView> =>
    waitFor('the run to end', async () => {
      const now = await get<JobRunView>(`/runs/${run.runId}`);
      return now.status !== 'RUNNING' && now;
    });
  const runToItsEnd = async (job: JobName, body: object = {}): Promise<JobRunView> => ended(await runNow(job, body));
  const command = (path: string, body: object = {}): Promise<unknown> =>
    adapter.admin('POST', path, { reason: 'A test.', ...body });
  const pool = () => adapter.database.pool;

  it('show each step of a return under the name that its users know', async () => {
    const one = await adapter.announced('1001');
    const { receipt_id } = adapter.warehouse.door.receive(one.raNumber);
    await adapter.waitFor('ReturnCleared', one);
    await adapter.publish(refundRecorded(one), returnProcessed(one));
    await adapter.waitFor('InventoryExported', one);
    const about = async (job: JobName, externalId: string): Promise<object[]> => {
      const items = (await everyItemOf(job)).filter((item) => item.externalId === externalId);
      return items.map(({ entity, result, severity, rlmDocument }) => ({ entity, result, severity, rlmDocument }));
    };
    const good = { severity: 'INFO', rlmDocument: one.raNumber };
    expect(await about('LoopImportReturnAuthorizations', '1001')).toEqual([
      { entity: 'return', result: 'CREATED', ...good },
    ]);
    expect(await about('TransmitReturnAuthorizations', one.raNumber)).toEqual([
      { entity: 'return-authorization', result: 'CREATED', ...good },
      { entity: 'return-authorization', result: 'UPDATED', ...good },
    ]);
    expect(await about('ImportReturnReceipts', `WEST1/${receipt_id}`)).toMatchObject([
      { entity: 'receipt', result: 'CREATED' },
    ]);
    expect(await about('LoopExportReturnReceipts', '1001')).toMatchObject([
      { entity: 'return', result: 'CREATED' },
      { entity: 'return', result: 'UPDATED' },
    ]);
    const [credit] = adapter.rlm.door.credits(COMPANY);
    expect(await about('ShopifyImportRefunds', one.refundId)).toMatchObject([
      { entity: 'refund', result: 'CREATED', rlmDocument: String(credit?.['credit_number']) },
    ]);
    expect(await about('ShopifyExportInventory', one.refundId)).toMatchObject([{ result: 'UPDATED' }]);
  });

  it('put what happens by itself into a run that ends when nothing more happens', async () => {
    await adapter.announced('1002');
    const [run] = await runsOf('TransmitReturnAuthorizations');
    expect(run).toMatchObject({ trigger: 'EVENT', company: COMPANY, windowFrom: null });
    expect(await ended(run as JobRunView)).toMatchObject({ status: 'SUCCESS', counts: { errored: 0 } });
  });

  it('try an item again in each run until it is dead, and once more when a person says so', async () => {
    const job = 'LoopImportReturnAuthorizations';
    const one = testReturn('1003');
    await adapter.publish(returnInitiated(one));
    await waitFor('the refusal', async () => (await jobOf(job)).pendingItems === 1);
    for (let run = 2; run <= 10; run += 1) {
      expect(await runToItsEnd(job)).toMatchObject({ status: 'SUCCESS_WITH_ERRORS', counts: { read: 1, errored: 1 } });
    }
    expect(await jobOf(job)).toMatchObject({ pendingItems: 0, deadItems: 1 });
    // The eleventh run leaves it alone.
    expect(await runToItsEnd(job)).toMatchObject({ status: 'SUCCESS', counts: { read: 0 } });
    const rows = (await everyItemOf(job)).filter(({ externalId }) => externalId === one.number);
    expect(rows.map(({ attempt }) => attempt).sort((left, right) => left - right)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    const dead = rows.find(({ retryState }) => retryState === 'DEAD');
    expect(dead).toMatchObject({ errorMessage: 'Order Not Found', severity: 'ERROR' });
    const tasks = await waitFor('its task', () => {
      const opened = adapter.published('TaskOpened', one).filter(({ data }) => data.kind === 'dead-job-item');
      return opened.length > 0 && opened;
    });
    shippedOrder(adapter.rlm.door, one.orderId);
    await command(`/runs/${dead?.runId}/items/${dead?.seq}/retry`);
    await adapter.waitFor('AsnTransmitted', one);
    expect(await jobOf(job)).toMatchObject({ pendingItems: 0, deadItems: 0 });
    await waitFor('the task to close', () =>
      adapter.published('TaskClosed', one).some(({ data }) => data.taskId === tasks[0]?.data.taskId),
    );
    await expect(command(`/runs/${dead?.runId}/items/${dead?.seq}/retry`)).rejects.toThrow('409');
  }, 120_000);

  it('try certain items again when a person names them', async () => {
    const job = 'LoopImportReturnAuthorizations';
    const [one, other] = [testReturn('1004'), testReturn('1005')];
    await adapter.publish(returnInitiated(one), returnInitiated(other));
    await waitFor('two refusals', async () => (await jobOf(job)).pendingItems === 2);
    for (const { orderId } of [one, other]) shippedOrder(adapter.rlm.door, orderId);
    const run = await runToItsEnd(job, { ids: [one.number] });
    expect(run).toMatchObject({ trigger: 'MANUAL', ids: [one.number], status: 'SUCCESS', by: 'the admin' });
    expect(await jobOf(job)).toMatchObject({ pendingItems: 1 });
    await runToItsEnd(job);
    await adapter.waitFor('AsnTransmitted', other);
  });

  it('look again at a refund that RLM left out, once its order has shipped', async () => {
    const job = 'ShopifyImportRefunds';
    const one = testReturn('1006');
    shippedOrder(adapter.rlm.door, one.orderId, { shipped: false });
    await adapter.publish(returnInitiated(one), refundRecorded(one), returnProcessed(one));
    await adapter.waitFor('RefundSkipped', one);
    const rowsOf = async (): Promise<JobItemView[]> =>
      (await everyItemOf(job)).filter(({ externalId }) => externalId === one.refundId);
    expect(await rowsOf()).toMatchObject([
      { result: 'SKIPPED', severity: 'WARN', retryState: 'NONE', errorMessage: expect.stringContaining('Not Shipped') },
    ]);
    // So soon after the last look no run asks again by itself.
    expect(await runToItsEnd(job)).toMatchObject({ status: 'SUCCESS', counts: { read: 0 } });
    const order = adapter.rlm.door.orders(COMPANY).find((row) => row['external_order_id'] === one.orderId);
    adapter.rlm.door.ship(COMPANY, Number(order?.['order_number']));
    expect(await runToItsEnd(job, { ids: [one.returnId] })).toMatchObject({ counts: { read: 1, created: 1 } });
    await adapter.waitFor('RefundImported', one);
    expect((await rowsOf()).map(({ result }) => result).sort()).toEqual(['CREATED', 'SKIPPED']);
  });

  it('miss Loop’s word of a return that was cleared, say so once, and forget it when the word comes', async () => {
    const job = 'LoopExportReturnReceipts';
    const one = await adapter.announced('1007');
    adapter.warehouse.door.receive(one.raNumber);
    await adapter.waitFor('ReturnCleared', one);
    const transactions = adapter.service.app.get(Transactions);
    const clock = { now: () => new Date(Date.now() + 31 * 60_000) };
    const { scan } = unconfirmedReturns({ pool: pool(), transactions, clock });
    const window = { from: new Date(0), to: new Date(), ids: [one.returnId], again: [] };
    const scope = { merchantId: merchant, ...window, signal: new AbortController().signal };
    expect([await scan(scope), await scan(scope)]).toEqual([1, 0]);
    const resultsOf = async (): Promise<string[]> =>
      (await everyItemOf(job))
        .filter(({ externalId, entity }) => entity === 'return' && externalId === one.number)
        .map(({ result, severity }) => `${result} ${severity}`)
        .sort();
    expect(await resultsOf()).toEqual(['CREATED INFO', 'SKIPPED WARN']);
    await adapter.publish(returnProcessed(one, []));
    await waitFor('the word of Loop', async () => (await resultsOf()).includes('UPDATED INFO'));
    expect(await scan(scope)).toBe(0);
  });

  it('leave the watermark where it was when a page could not be read, and go on from there', async () => {
    const job = 'ImportReturnReceipts';
    const first = await runToItsEnd(job);
    const { watermark } = await jobOf(job);
    expect(watermark).toBe(first.windowTo);
    adapter.warehouse.simulator.faults.add({
      match: { path: '/return-receipts$' },
      kind: 'status',
      status: 401,
      times: 1,
    });
    const failed = await runToItsEnd(job);
    expect(failed).toMatchObject({ status: 'FAILED' });
    expect(failed.errorMessage).not.toBeNull();
    expect(await jobOf(job)).toMatchObject({ watermark });
    const next = await runToItsEnd(job);
    expect(next).toMatchObject({ status: 'SUCCESS' });
    expect(Date.parse(next.windowFrom ?? '')).toBe(Date.parse(watermark ?? '') - 10 * 60_000);
    expect(await jobOf(job)).toMatchObject({ watermark: next.windowTo });
  });

  it('look at a period again without moving the watermark back', async () => {
    const job = 'ImportReturnReceipts';
    const { watermark } = await jobOf(job);
    const [from, to] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];
    const run = await runToItsEnd(job, { from, to });
    expect(run).toMatchObject({ status: 'SUCCESS', trigger: 'MANUAL', windowFrom: from, windowTo: to });
    expect(await jobOf(job)).toMatchObject({ watermark });
  });

  it('find in one run a backlog that no webhook told of, also what changed at the very end of the window', async () => {
    const returns = Array.from({ length: 25 }, (_, nth) => adapter.order(String(2001 + nth)));
    await adapter.publish(...returns.map((one) => returnInitiated(one)));
    const { door, simulator } = adapter.warehouse;
    const raOf = (number: string) =>
      adapter.rlm.door.ras(COMPANY).find((row) => row['external_rma_id'] === number && row['status'] === 'TRANSMITTED');
    await waitFor('25 open RAs', () => returns.every(({ number }) => raOf(number) !== undefined));
    simulator.webhooks.disturb({ drop: returns.length });
    const receipts = returns.map(({ number }) => door.receive(String(raOf(number)?.['ra_number'])));
    const changes = receipts.map(({ updated_at }) => updated_at).sort();
    const [from, to] = [changes[0], changes.at(-1)];
    const run = await runToItsEnd('ImportReturnReceipts', { from, to });
    expect(run.counts.read).toBeGreaterThanOrEqual(returns.length);
    await Promise.all(returns.map((one) => adapter.waitFor('ReturnCleared', one)));
    const again = await runToItsEnd('ImportReturnReceipts', { from, to });
    expect(again).toMatchObject({ status: 'SUCCESS', counts: { created: 0, errored: 0 } });
    expect(adapter.rlm.door.receipts(COMPANY).filter(({ ra_number }) => ra_number !== null)).toHaveLength(
      new Set(adapter.rlm.door.receipts(COMPANY).map(({ receipt_id }) => receipt_id)).size,
    );
  });

  it('have a decision read only what changed after everything that is surely worked off', async () => {
    const other = 'birchwood';
    const until = (callKey: string): Promise<Date | null> => takenInUntil(pool(), other, callKey);
    const [call] = (await get<{ items: { key: string }[] }>('/admin/effects?limit=1')).items;
    const key = call?.key ?? '';
    const item = async (change: { status?: string; attempts?: number; received?: string }): Promise<void> => {
      await pool().query('DELETE FROM messaging.intake WHERE merchant_id = $1', [other]);
      await pool().query(
        `INSERT INTO messaging.intake (source, merchant_id, dedupe_key, lane, headers, body, status, attempts, available_at, received_at)
         VALUES ('test', $1, 'one', 'receipts', '{}', '', $2, $3, 'infinity', $4)`,
        [other, change.status ?? 'waiting', change.attempts ?? 0, change.received ?? '2026-01-01T00:00:00Z'],
      );
    };
    expect(await until(key)).toBeNull();
    await pool().query(
      `INSERT INTO rlm.job (merchant_id, job, watermark) VALUES ($1, 'ImportReturnReceipts', '2026-03-09T12:00:00Z')`,
      [other],
    );
    const overlapped = new Date('2026-03-09T11:50:00Z');
    expect(await until(key)).toEqual(overlapped);
    await item({});
    await expect(until(key)).rejects.toMatchObject({ code: 'RECEIPTS_WAITING', retryable: true });
    await item({ received: '2100-01-01T00:00:00Z' });
    expect(await until(key)).toEqual(overlapped);
    await item({ attempts: 3 });
    expect(await until(key)).toBeNull();
    await item({ status: 'parked' });
    expect(await until(key)).toBeNull();
    await item({ status: 'done' });
    expect(await until(key)).toEqual(overlapped);
  });

  it('give a job to one of those who want it, and write down that the others found it taken', async () => {
    const of = { merchantId: 'oaklinen', job: 'ShopifyExportInventory' } as const;
    const ids = Array.from({ length: 8 }, (_, index) => `run-${index}`);
    const taken = await Promise.all(
      ids.map((runId) =>
        inTransaction(pool(), (tx) => leases.take(tx, of, { runId, owner: runId, expiryMs: 120_000 })),
      ),
    );
    const winner = taken.findIndex(({ outcome }) => outcome === 'mine');
    expect(taken.filter(({ outcome }) => outcome === 'mine')).toHaveLength(1);
    expect(await runNow('ShopifyExportInventory')).toMatchObject({
      status: 'SKIPPED_LOCKED',
      errorMessage: `Run run-${winner} has the job.`,
    });
    expect(await leases.renew(pool(), of, `run-${(winner + 1) % 8}`, 1000)).toBe(false);
    expect(await leases.release(pool(), of, `run-${winner}`)).toBe(true);
    expect(await runToItsEnd('ShopifyExportInventory')).toMatchObject({ status: 'SUCCESS' });
  });

  it('take over from a process that was killed in the middle of a run, and say so of its run', async () => {
    const job = 'TransmitReturnAuthorizations';
    const of = { merchantId: 'oaklinen', job } as const;
    const runner = adapter.service.app.get(JobRunner);
    const ask = { kind: 'tick', everyMs: 900_000 } as const;
    const dead = await inTransaction(pool(), (tx) => runner.begin(tx, of, ask));
    expect(dead.kind).toBe('begun');
    expect(await runNow(job)).toMatchObject({ status: 'SKIPPED_LOCKED' });
    await pool().query(`UPDATE rlm.job SET expires_at = now() - interval '1 second' WHERE job = $1`, [job]);
    expect(await runToItsEnd(job)).toMatchObject({ status: 'SUCCESS' });
    const runId = dead.kind === 'begun' ? dead.run.runId : '';
    expect(await get<JobRunView>(`/runs/${runId}`)).toMatchObject({ status: 'ABANDONED' });
  });

  it('make up for missed ticks in one run, and for those of a pause', async () => {
    const job = 'ShopifyImportRefunds';
    const wake = async (): Promise<void> => adapter.service.wake(`${job}-${merchant}`);
    await command(`${pathOf(job)}/pause`, { merchant });
    expect(await jobOf(job)).toMatchObject({ paused: { by: 'the admin', reason: 'A test.' } });
    const before = (await runsOf(job)).length;
    await wake();
    await pool().query(`UPDATE rlm.job SET ticked_at = ticked_at - interval '5 hours' WHERE job = $1`, [job]);
    await command(`${pathOf(job)}/resume`, { merchant });
    await wake();
    const caughtUp = await waitFor('a run', async () => {
      const news = (await runsOf(job)).slice(0, -before || undefined).filter(({ trigger }) => trigger !== 'EVENT');
      return news.length > 0 && news;
    });
    expect(caughtUp).toMatchObject([{ trigger: 'CATCHUP' }]);
    await expect(command(`${pathOf(job)}/resume`, { merchant })).rejects.toThrow('409');
  });

  it('send nothing while they are paused, and send what waited when they are resumed', async () => {
    const job = 'TransmitReturnAuthorizations';
    await command(`${pathOf(job)}/pause`, { merchant });
    const one = adapter.order('3001');
    await adapter.publish(returnInitiated(one));
    await adapter.waitFor('ReturnAuthorized', one);
    await waitFor('the announcement to wait', async () => {
      const { items } = await get<{ items: { lastError: string | null }[] }>(
        `/admin/effects?subject=${one.returnId}&status=planned`,
      );
      return items.some(({ lastError }) => lastError?.includes('paused'));
    });
    expect(adapter.warehouse.door.returnOrders().filter((order) => order.external_rma_id === one.number)).toEqual([]);
    await command(`${pathOf(job)}/resume`, { merchant });
    await adapter.waitFor('AsnTransmitted', one);
  });

  it('leave a job to RLM while RLM runs it itself', async () => {
    const job = 'ImportReturnReceipts';
    const { watermark } = await jobOf(job);
    const locked = { code: 'JOB_LOCKED', message: 'Job Locked', line: null, correlation_id: 'x' };
    adapter.warehouse.simulator.faults.add({
      ...{ match: { path: '/return-receipts$' }, kind: 'status', status: 423, body: locked, times: 1 },
    });
    expect(await runToItsEnd(job)).toMatchObject({ status: 'SKIPPED_LOCKED' });
    expect(await jobOf(job)).toMatchObject({ watermark });
  });

  it('are told apart by name, and refuse what is none', async () => {
    expect((await get<{ items: JobView[] }>('/jobs')).items.map(({ jobName }) => jobName)).toEqual([
      ...['LoopImportReturnAuthorizations', 'TransmitReturnAuthorizations', 'ImportReturnReceipts'],
      ...['LoopExportReturnReceipts', 'ShopifyImportRefunds', 'Shopify Import Orders', 'ShopifyExportInventory'],
    ]);
    expect(await runToItsEnd('Shopify Import Orders')).toMatchObject({ jobName: 'Shopify Import Orders' });
    await expect(get('/jobs/ImportEverything/runs')).rejects.toThrow('400');
    await expect(get('/runs/01957f3a-6c00-7000-8000-000000000001')).rejects.toThrow('404');
    await expect(runNow('ShopifyImportRefunds', { ids: ['1'], from: '2026-01-01T00:00:00Z' })).rejects.toThrow('400');
    await expect(runNow('ShopifyImportRefunds', { merchant: 'northfold' })).rejects.toThrow('404');
  });

  it('show what their events say, also after everything was built anew', async () => {
    const asked = { by: 'Ida', reason: 'A test.' };
    for (const name of ['job_runs', 'job_items']) {
      const path = `/admin/projections/${name}`;
      const status = () =>
        get<{ running: object | null; lastCheck: { passed: boolean } | null; lastRebuild: object | null }>(path);
      await adapter.admin('POST', `${path}/check`, asked);
      const { lastCheck } = await waitFor('the check', async () => {
        const now = await status();
        return now.running === null && now.lastCheck !== null && now;
      });
      expect(lastCheck).toMatchObject({ passed: true, differences: [] });
      await adapter.admin('POST', `${path}/rebuild`, asked);
      const { lastRebuild } = await waitFor('the rebuild', async () => {
        const now = await status();
        return now.running === null && now.lastRebuild !== null && now;
      });
      expect(lastRebuild).toMatchObject({ sameAsBefore: true });
    }
  });

  it('show in the metrics how long ago they went well, and in the readiness that nothing was given up', async () => {
    const metrics = await (await fetch(`${adapter.service.url}/metrics`)).text();
    expect(metrics).toContain('backhaul_rlm_job_success_age_seconds{merchant="oaklinen",job="ImportReturnReceipts"}');
    expect(metrics).toContain('backhaul_rlm_job_dead_items{merchant="oaklinen",job="ImportReturnReceipts"} 0');
    const ready = await (await fetch(`${adapter.service.url}/health/ready`)).json();
    expect(ready).toMatchObject({ checks: { jobs: { ok: true, detail: 'no item was given up' } } });
  });
});
