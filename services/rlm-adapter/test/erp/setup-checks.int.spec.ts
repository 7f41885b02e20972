import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAdapter, type Adapter } from '../support/service.js';

interface Report {
  readonly name: string;
  readonly status: string;
  readonly found: string;
  readonly remedy: string | null;
}

describe('R12: the check of a store’s RLM and warehouse', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ rlm: { warehouse: 55 } });
  });
  afterAll(() => adapter?.stop());

  it('names what is in order and what is not, says what to do, and changes nothing', async () => {
    const { items } = (await adapter.admin('GET', '/checks/oaklinen')) as { items: Report[] };
    const found = Object.fromEntries(items.map((item) => [item.name, item]));
    expect(found['key, company and warehouse']).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('no warehouse 55'),
      remedy: expect.stringContaining('rlm.warehouse'),
    });
    expect(found['locations of the shop']).toMatchObject({ status: 'ok' });
    expect(found['address and key']).toMatchObject({ status: 'ok', found: expect.stringContaining('webhookSecrets') });
    // North has no warehouse for second quality.
    expect(found['second quality']).toMatchObject({ status: 'warn', found: expect.stringContaining('3') });
    expect(adapter.rlm.simulator.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
