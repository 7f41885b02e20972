import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceName } from '@backhaul/contracts';
import { NORTHFOLD_SHOP } from '@backhaul/launcher';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { runChaos, type Run } from '../src/chaos.js';
import { collect } from '../src/evidence/collect.js';
import { isGood, judge, report } from '../src/report.js';

const plan = { seed: 7, returns: 24, calm: false, minutes: 9 };

describe('returns while everything around them fails', () => {
  const dir = mkdtempSync(join(tmpdir(), 'backhaul-chaos-'));
  const said: string[] = [];
  let run: Run;

  const play = (bus: 'kafka' | 'postgres'): Promise<Run> =>
    runChaos({ ...plan, bus, dir: join(dir, bus), say: (line) => void said.push(line) });

  beforeAll(async () => {
    // The broker has to be stopped and started, so it is a process of this run's own; without Java there is none.
    run = await play('kafka').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'KAFKA_UNAVAILABLE') return play('postgres');
      throw error;
    });
  }, 660_000);

  afterAll(async () => {
    await run?.stage.close();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  /** Changes a row behind the product's back, looks, and puts it back. */
  const brokenBy = async (service: ServiceName, change: string, undo: string): Promise<string[]> => {
    const client = new Client({ connectionString: run.stage.databases[service] });
    await client.connect();
    try {
      await client.query(change);
      return (await look()).flatMap(({ promise, violations }) => violations.map((text) => `${promise}: ${text}`));
    } finally {
      await client.query(undo);
      await client.end();
    }
  };

  const look = async () => judge(await collect(run.stage, run.outcome.evidence.submitted));

  it('nothing is lost, nothing doubled, every return ends, and the books are at 0.00', () => {
    const findings = judge(run.outcome.evidence);
    const told = [...said, report(run.outcome, findings)].join('\n');
    expect({ told, good: isGood(run.outcome, findings) }).toEqual({ told, good: true });
    expect(findings.filter(({ count }) => count === 0)).toEqual([]);
  });

  it('every planned fault has hit, and every service was killed', () => {
    const { faults, kills, restarts } = run.outcome;
    expect(faults.armed).toEqual([]);
    expect(faults.hit).toBeGreaterThanOrEqual(14);
    expect(kills).toBeGreaterThanOrEqual(14);
    expect(restarts).toBeGreaterThanOrEqual(1);
  });

  it('a shopper who is paid a second time is found', async () => {
    const { simulators } = run.stage;
    const before = run.outcome.evidence;
    const one = before.submitted.find(({ planned, orderId }) => {
      const order = before.vendors.orders.northfold.find(({ id }) => id === orderId);
      return planned.store === 'northfold' && (order?.refunds.length ?? 0) === 0;
    });
    const order = before.vendors.orders.northfold.find(({ id }) => id === one?.orderId);
    const [line] = order?.lines ?? [];
    simulators.shopify.door.refundForReturn({
      shop: NORTHFOLD_SHOP,
      orderId: one?.orderId ?? '',
      key: 'by-mistake',
      note: 'By mistake',
      lines: [{ lineItemId: line?.id ?? '', quantity: 1 }],
      amount: 100,
      restockType: 'no_restock',
    });
    const broken = (await look()).filter(({ violations }) => violations.length > 0);
    const told = broken.flatMap(({ violations }) => violations).join('\n');
    expect(told).toContain(`${one?.returnId}: 1 refunds in Shopify, should be 0`);
    expect(told).toContain('northfold: Shopify refunded');
  });

  it('an event that never reached a service is found', async () => {
    const broken = await brokenBy(
      'ledger',
      `CREATE TABLE kept AS SELECT * FROM messaging.inbox ORDER BY handled_at DESC LIMIT 1;
       DELETE FROM messaging.inbox USING kept WHERE inbox.message_id = kept.message_id`,
      'INSERT INTO messaging.inbox SELECT * FROM kept; DROP TABLE kept',
    );
    expect(broken.join('\n')).toContain('ledger never dealt with');
  });

  it('books that are a cent off are found', async () => {
    const key = '(return_id, entry_id, line_no)';
    const cent = (sign: '+' | '-'): string =>
      `UPDATE ledger.journal_line SET amount = amount ${sign} 1 WHERE ${key} = (
         SELECT return_id, entry_id, line_no FROM ledger.journal_line WHERE account = 'refund-clearing' ORDER BY 1, 2, 3 LIMIT 1)`;
    const broken = await brokenBy('ledger', cent('+'), cent('-'));
    expect(broken.join('\n')).toMatch(/refund-clearing stands at -?0\.01 USD/);
  });

  it('a stream with a gap is found', async () => {
    const last = `(stream_id, version) = (SELECT stream_id, version FROM event_store.events ORDER BY stream_id DESC, version DESC LIMIT 1)`;
    const broken = await brokenBy(
      'loop-gateway',
      `UPDATE event_store.events SET version = version + 1 WHERE ${last}`,
      `UPDATE event_store.events SET version = version - 1 WHERE ${last}`,
    );
    expect(broken.join('\n')).toMatch(/loop-gateway: .+ goes on with version \d+, \d+ is missing/);
  });

  it('a call that hangs without anybody knowing is found', async () => {
    const first = `WHERE key = (SELECT key FROM effects.calls WHERE status = 'confirmed' OR due_at = 'infinity' ORDER BY key LIMIT 1)`;
    const broken = await brokenBy(
      'rlm-adapter',
      `UPDATE effects.calls SET settled_at = NULL, status = 'in-doubt', due_at = 'infinity' ${first}`,
      `UPDATE effects.calls SET settled_at = now(), status = 'confirmed', due_at = '-infinity' ${first}`,
    );
    expect(broken.join('\n')).toContain('rlm-adapter: call ');
  });
});
