import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimCalls } from '../src/sql/claim-calls.js';
import { Scene } from './support/scene.js';

/** 60 000 calls that are over and 3 000 open ones in 1 000 lanes. */
const fill = `
INSERT INTO effects.calls (key, kind, lane, merchant_id, subject, partition_key, payload, fingerprint, correlation_id,
  causation_id, status, settled_at)
SELECT 'call-' || n, 'create-document', 'lane-' || n % 1000, 'm', 's', 'p', '{}', 'f', 'c', 'c',
  CASE WHEN n < 60000 THEN 'confirmed' ELSE 'planned' END, CASE WHEN n < 60000 THEN now() END
FROM generate_series(0, 62999) AS n`;

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open('claim_plan');
  await scene.db.pool.query(fill);
  await scene.db.pool.query('ANALYZE effects.calls');
});
afterAll(() => scene.close());

describe('a claim', () => {
  it('reads open calls in order and probes their lanes, and never touches those that are over', async () => {
    const values = [null, ['create-document'], 8, 'owner', 30_000];
    const { rows } = await scene.db.pool.query(`EXPLAIN ${claimCalls}`, values);
    const plan = (rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Scan using calls_unfinished on calls c/);
    expect(plan).toMatch(/Scan using calls_unfinished_lane on calls earlier/);
    expect(plan).not.toMatch(/Sort|Seq Scan/);
  });
});
