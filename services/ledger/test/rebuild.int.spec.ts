import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction, type Queryable } from '@backhaul/event-store';
import type { ProjectionStatus } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';
import type { ReturnPageView, TaskPageView } from '../src/index.js';
import { copyOf } from './support/copies.js';
import { envelopeOf } from './support/envelopes.js';
import { northfoldEvents } from './support/northfold.js';
import { oakandlinen, oakandlinenEvents } from './support/oakandlinen.js';
import { startLedger, type LedgerUnderTest } from './support/service.js';

const because = { by: 'Dana Ruiz', reason: 'A dashboard looked odd.' };
const tables = [
  'return_summary',
  'return_body',
  'return_fact',
  'return_identifier',
  'journal_line',
  'open_item',
  'task',
];
const copies = Array.from({ length: 12 }, (_, nth) => copyOf(`x${nth}y`));

const task = (taskId: string) =>
  envelopeOf(oakandlinen, {
    from: 'rlm-adapter',
    type: 'TaskOpened',
    at: '2026-03-09T17:00:00.000Z',
    data: {
      taskId,
      returnId: null,
      kind: 'blind-receipt',
      title: 'A parcel without a return',
      why: 'The warehouse received a parcel that belongs to no return.',
      values: { receipt: taskId },
      role: 'operator',
      openedAt: '2026-03-09T17:00:00.000Z',
    },
  });

describe('what the ledger shows, rebuilt from its events', () => {
  let ledger: LedgerUnderTest;
  beforeAll(async () => {
    ledger = await startLedger();
    await ledger.publish([...northfoldEvents, ...oakandlinenEvents, task('no-return')]);
    await handled(northfoldEvents.length + oakandlinenEvents.length + 1);
  });
  afterAll(() => ledger.stop());

  const handled = (messages: number) =>
    waitFor('every message to be handled', async () => {
      const { rows } = await ledger.database.pool.query('SELECT count(*)::int AS count FROM messaging.inbox');
      return (rows as { count: number }[])[0]?.count === messages;
    });
  const digest = async (tx: Queryable): Promise<unknown[]> => {
    const sums: unknown[] = [];
    for (const table of tables) {
      const sum = `SELECT count(*)::int AS rows, sum(hashtextextended(one::text, 0))::text AS sum FROM ledger.${table} AS one`;
      sums.push((await tx.query(sum)).rows[0]);
    }
    return sums;
  };
  const caused = async (): Promise<unknown> =>
    (
      await ledger.database.pool.query(`
        SELECT (SELECT count(*) FROM event_store.events) AS events, (SELECT count(*) FROM effects.calls) AS calls`)
    ).rows;
  const over = (name: string) =>
    waitFor(`the run of ${name} to end`, async () => {
      const { body } = await ledger.get<ProjectionStatus>(`/admin/projections/${name}`, 'admin-token');
      return body.running === null && body;
    });
  const run = async (name: string, kind: 'rebuild' | 'check'): Promise<ProjectionStatus> => {
    expect(await ledger.post(`/admin/projections/${name}/${kind}`, because)).toMatchObject({ status: 202 });
    return over(name);
  };

  it('says the same, row by row, and nothing else comes of it', async () => {
    const before = [await digest(ledger.database.pool), await caused()];
    for (const name of ['returns', 'tasks']) {
      expect(await run(name, 'rebuild')).toMatchObject({
        lastFailure: null,
        lastRebuild: { sameAsBefore: true, checksum: expect.stringMatching(/^[0-9a-f]{16}$/) },
      });
    }
    expect([await digest(ledger.database.pool), await caused()]).toEqual(before);
    const { body } = await ledger.get<TaskPageView>('/tasks?kind=blind-receipt');
    expect(body.items).toMatchObject([{ taskId: 'no-return', merchantId: 'oakandlinen', service: 'rlm-adapter' }]);
  });

  it('while facts keep coming in and readers keep reading: nothing is missing afterwards', async () => {
    const events = [...copies.flatMap((copy) => copy.events), ...copies.map((_, nth) => task(`parcel-${nth}`))];
    const traffic = ledger.publish(events);
    for (let round = 0; round < 3; round += 1) {
      for (const name of ['returns', 'tasks']) {
        expect(await ledger.post(`/admin/projections/${name}/rebuild`, because)).toMatchObject({ status: 202 });
        expect((await ledger.get('/returns')).status).toBe(200);
        expect(await over(name)).toMatchObject({ lastFailure: null, lastRebuild: { sameAsBefore: true } });
      }
    }
    await traffic;
    await handled(northfoldEvents.length + oakandlinenEvents.length + 1 + events.length);
    expect((await run('returns', 'check')).lastCheck).toMatchObject({ passed: true, compared: 14, differences: [] });
    expect((await run('tasks', 'check')).lastCheck).toMatchObject({ passed: true, compared: 13, differences: [] });
    const { body } = await ledger.get<ReturnPageView>('/returns?status=settled');
    expect(body.items).toHaveLength(14);
  }, 120_000);

  it('finds out what was changed behind its back, names the returns, and is whole again after a rebuild', async () => {
    const right = await digest(ledger.database.pool);
    await inTransaction(ledger.database.pool, async (tx) => {
      await tx.query(`UPDATE ledger.journal_line SET amount = amount + 1 WHERE return_id = 'northfold-88120045'`);
      await tx.query(`DELETE FROM ledger.return_identifier WHERE return_id = 'oakandlinen-88400012'`);
    });
    expect((await run('returns', 'check')).lastCheck).toMatchObject({
      passed: false,
      differences: ['northfold-88120045', 'oakandlinen-88400012'],
      differencesTotal: 2,
    });
    await run('returns', 'rebuild');
    expect((await run('returns', 'check')).lastCheck).toMatchObject({ passed: true, differencesTotal: 0 });
    expect(await digest(ledger.database.pool)).toEqual(right);
  });

  it('is refused a second time while it runs, and shows how far it is', async () => {
    const writer = await ledger.database.pool.connect();
    await writer.query('BEGIN');
    await writer.query(`SELECT projection.enter('returns', 2)`);
    expect(await ledger.post('/admin/projections/returns/rebuild', because)).toMatchObject({
      status: 202,
      body: { running: { kind: 'rebuild' } },
    });
    expect(await ledger.post('/admin/projections/returns/rebuild', because)).toMatchObject({
      status: 409,
      body: { code: 'PROJECTION_BUSY', detail: expect.stringContaining('under way') },
    });
    await waitFor('all events to be gone through', async () => {
      const { body } = await ledger.get<ProjectionStatus>('/admin/projections/returns', 'admin-token');
      return body.running !== null && body.running.total > 0 && body.running.done === body.running.total;
    });
    await writer.query('COMMIT');
    writer.release();
    await over('returns');
  });

  it('asks for an administrator, a name and a reason', async () => {
    expect((await ledger.get('/admin/projections')).status).toBe(403);
    expect(await ledger.post('/admin/projections/returns/rebuild', { by: 'Dana Ruiz' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'reason' }] },
    });
    expect(await ledger.post('/admin/projections/orders/rebuild', because)).toMatchObject({ status: 404 });
    const { body } = await ledger.get<{ items: ProjectionStatus[] }>('/admin/projections', 'admin-token');
    expect(body.items.map(({ name, state }) => [name, state])).toEqual([
      ['returns', 'live'],
      ['tasks', 'live'],
    ]);
  });
});
