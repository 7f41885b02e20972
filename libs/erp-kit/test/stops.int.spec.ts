import { guardedSends, Stops, type SendHandler } from '@backhaul/erp-kit';
import { planCalls, type EffectCall, type EffectHandler, type Settled } from '@backhaul/effects';
import { inTransaction, type Queryable } from '@backhaul/event-store';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openKit, type Kit } from './support/kit-service.js';

/** What went to the ERP, and what its calls came to. */
const sent: string[] = [];
const settled: string[] = [];
const shadowed: string[] = [];

const carrier = (kind: string): EffectHandler => ({
  kind,
  send({ key }: EffectCall) {
    sent.push(key);
    return Promise.resolve({ outcome: 'confirmed', result: 'RMA 1' });
  },
  lookUp: () => Promise.resolve({ outcome: 'absent' }),
  settle(_: Queryable, { key }: EffectCall, { status }: Settled) {
    settled.push(`${key} ${status}`);
    return Promise.resolve();
  },
});
const createRma: SendHandler = {
  ...carrier('create-rma'),
  shadowed(_, { key }) {
    shadowed.push(key);
    return Promise.resolve();
  },
};

let kit: Kit;
beforeAll(async () => {
  kit = await openKit((app) => guardedSends(app, { sends: [createRma], harmless: [carrier('read-stock')] }));
});
afterAll(() => kit.close());

const plan = (key: string, kind: string, merchantId = 'northfold') =>
  planCalls(kit.database.pool, [
    {
      ...{ key, kind, merchantId, lane: key, subject: `${merchantId}-1`, partitionKey: `${merchantId}/1` },
      ...{ payload: { lines: 2 }, correlationId: 'c', causationId: 'c' },
    },
  ]);
const foreignRma = { id: 'foreign-rma:30115', why: 'RMA 30115 is not ours.', values: { rma: '30115' } };
const stop = () =>
  inTransaction(kit.database.pool, (tx) => kit.service.app.get(Stops).stop(tx, 'northfold', foreignRma, 'poll-1'));
const callOf = async (key: string) =>
  (await kit.rows<{ status: string; last_error: string | null }>('SELECT * FROM effects.calls WHERE key = $1', key))[0];

describe('a store that is stopped', () => {
  it('shows why, everywhere, and puts a task on the worklist', async () => {
    await stop();
    await stop();
    expect((await kit.get('/stores/northfold')).body).toMatchObject({
      ...{ merchantId: 'northfold', mode: 'live', goLiveAt: '2026-03-01T05:00:00.000Z' },
      stop: { why: 'RMA 30115 is not ours.', findings: 1 },
    });
    expect((await kit.get('/health/ready')).body).toMatchObject({
      ready: true,
      checks: { stores: { ok: true, detail: 'sends stopped for northfold until a person releases them' } },
    });
    const metrics = await (await fetch(`${kit.service.url}/metrics`)).text();
    expect(metrics).toContain('backhaul_store_sends_stopped{merchant="northfold"} 1');
    const tasks = await kit.rows("SELECT data FROM event_store.events WHERE type = 'TaskOpened'");
    expect(tasks).toMatchObject([{ data: { kind: 'sends-stopped', values: { rma: '30115' } } }]);
    expect((await kit.get('/stores/elsewhere')).status).toBe(404);
  });

  it('keeps its calls waiting, but those that only read; other stores go on', async () => {
    await plan('rma:1', 'create-rma');
    await plan('stock:1', 'read-stock');
    await waitFor('the harmless call to be over', () => settled.includes('stock:1 confirmed'));
    const waiting = await waitFor('the other to have been held back', async () => {
      const call = await callOf('rma:1');
      return call?.last_error === null || call === undefined ? undefined : call;
    });
    expect(waiting).toMatchObject({ status: 'planned', last_error: expect.stringContaining('are stopped') });
    expect(sent).toEqual(['stock:1']);
  });

  it('goes on at once when a person releases it, and the same finding does not stop it again', async () => {
    const reason = 'The link is off since this morning.';
    expect(await kit.command('POST', '/stores/northfold/release', { reason })).toEqual({
      status: 200,
      body: { released: 'northfold' },
    });
    await waitFor('the call that waited to be over', () => settled.includes('rma:1 confirmed'));
    await stop();
    expect((await kit.get('/stores/northfold')).body['stop']).toBeNull();
    expect((await kit.command('POST', '/stores/northfold/release')).body['code']).toBe('STORE_NOT_STOPPED');
    const closed = await kit.rows("SELECT data FROM event_store.events WHERE type = 'TaskClosed'");
    expect(closed).toMatchObject([{ data: { how: `Released by the operator: ${reason}` } }]);
  });

  it('may have been stopped by a person', async () => {
    const reason = 'Stock take until Monday';
    expect((await kit.command('POST', '/stores/northfold/stop', { reason })).status).toBe(200);
    expect((await kit.get('/stores/northfold')).body['stop']).toMatchObject({
      why: 'the operator stopped it: Stock take until Monday.',
    });
    expect((await kit.command('POST', '/stores/northfold/release')).status).toBe(200);
  });
});

describe('a store in shadow mode', () => {
  it('sends nothing, writes down what it would have sent, and tells the aggregate', async () => {
    await plan('rma:shade-1', 'create-rma', 'shade');
    await waitFor('the call to be over', () => shadowed.includes('rma:shade-1'));
    expect(sent).not.toContain('rma:shade-1');
    expect(settled).not.toContain('rma:shade-1 confirmed');
    expect((await kit.get('/shadow/shade/calls')).body['items']).toMatchObject([
      { key: 'rma:shade-1', kind: 'create-rma', subject: 'shade-1', payload: { lines: 2 } },
    ]);
    expect((await kit.get('/shadow/northfold/calls')).body['items']).toEqual([]);
  });

  it('reads from the ERP as ever', async () => {
    await plan('stock:shade', 'read-stock', 'shade');
    await waitFor('the call to be over', () => settled.includes('stock:shade confirmed'));
    expect(sent).toContain('stock:shade');
  });

  it('compares what others did with what we would have done', async () => {
    const rma = (match: string, lines: number, number: string | null) => ({
      ...{ kind: 'rma', match, number },
      fields: { lines },
    });
    kit.erp.documents = {
      ours: [rma('1', 1, null), rma('2', 1, null), rma('3', 1, null)],
      theirs: [rma('1', 1, '30115'), rma('2', 2, '30116'), rma('4', 1, '30117')],
    };
    const { body } = await kit.get('/shadow/shade/report?from=2026-03-01T00:00:00Z&to=2026-03-08T00:00:00Z');
    expect(body).toEqual({
      merchantId: 'shade',
      ...{ from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' },
      counts: { same: 1, differs: 1, 'only-ours': 1, 'only-theirs': 1 },
      items: [
        {
          ...{ kind: 'rma', match: '2', result: 'differs', theirs: '30116' },
          differences: [{ field: 'lines', ours: 1, theirs: 2 }],
        },
        { kind: 'rma', match: '3', result: 'only-ours', ours: { lines: 1 } },
        { kind: 'rma', match: '4', result: 'only-theirs', theirs: '30117' },
      ],
      cut: false,
    });
    expect((await kit.get('/shadow/shade/report?from=2025-01-01T00:00:00Z')).status).toBe(400);
  });
});
