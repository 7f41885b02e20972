import { describe, expect, it } from '@jest/globals';
import { merchantSchema, policyOf } from '../src/config.js';

const rlm = {
  baseUrl: 'https://rlm.example',
  company: 7,
  apiKey: 'key',
  division: 20,
  account: 'WEB0000',
  warehouse: 1,
};
const threepl = {
  baseUrl: 'https://3pl.example',
  apiKey: 'key',
  clientCode: 'OAKLINEN',
  warehouseCode: 'WEST1',
  webhookSecrets: ['secret'],
};

describe('the sections of a merchant', () => {
  it('have defaults for everything that is not theirs to decide', () => {
    expect(merchantSchema.parse({ rlm, threepl })).toMatchObject({
      rlm: { store: 1, secondQualityAction: 'flag', callsPerMinute: 50, timeoutSeconds: 120 },
      threepl: { finalWithinDays: 5, neverArrivesDays: 30, pollSeconds: 60, callsPerMinute: 120, timeoutSeconds: 30 },
    });
  });

  it('are both there or neither: an RA has to reach a warehouse', () => {
    expect(merchantSchema.parse({})).toEqual({ loop: null });
    for (const half of [{ rlm }, { threepl }]) {
      expect(merchantSchema.safeParse(half).error?.issues).toMatchObject([{ path: ['threepl'] }]);
    }
  });

  it('refuse what nobody reads, and no secret at all', () => {
    expect(merchantSchema.safeParse({ rlm: { ...rlm, divison: 20 }, threepl }).success).toBe(false);
    expect(merchantSchema.safeParse({ rlm, threepl: { ...threepl, webhookSecrets: [] } }).success).toBe(false);
  });

  it.each([
    ['make the RA', { ownJobs: { loopImportReturnAuthorizations: true } }, 'rlm.triggers.ra'],
    ['import refunds', { ownJobs: { shopifyImportRefunds: true } }, 'rlm.triggers.refundImport'],
    ['import exchange orders', { ownJobs: { shopifyImportOrders: true } }, 'rlm.triggers.orderImport'],
    ['export the stock', { ownJobs: { shopifyExportInventory: true } }, 'rlm.triggers.inventoryExport'],
    ['make Loop process', { ownJobs: { loopExportReturnReceipts: true } }, 'loop.process'],
  ])('refuse two who would %s, and say how to go on', (effect, change, key) => {
    const both = merchantSchema.safeParse({ rlm: { ...rlm, ...change }, threepl, loop: {} });
    expect(both.error?.issues[0]?.message).toContain(effect);
    expect(both.error?.issues[0]?.message).toContain(key);
    const triggers = Object.fromEntries(
      ['ra', 'refundImport', 'orderImport', 'inventoryExport'].map((name) => [name, 'vendor-link']),
    );
    const theirs = { rlm: { ...rlm, ...change, triggers }, threepl, loop: { process: 'vendor-link' } };
    expect(merchantSchema.safeParse(theirs).success).toBe(true);
  });

  it('leave RLM’s own jobs to themselves in shadow mode', () => {
    const ownJobs = { loopImportReturnAuthorizations: true, shopifyImportRefunds: true };
    expect(merchantSchema.safeParse({ rlm: { ...rlm, ownJobs, mode: 'shadow' }, threepl }).success).toBe(true);
  });

  it('observe what was initiated before the store went live', () => {
    const goLiveAt = '2026-03-01T00:00:00-05:00';
    const store = merchantSchema.parse({ rlm: { ...rlm, goLiveAt }, threepl });
    const ownerAt = (at: string) =>
      store.rlm && store.threepl && policyOf(store.rlm, store.threepl, new Date(at)).owner;
    expect([ownerAt('2026-03-01T04:59:59Z'), ownerAt('2026-03-01T05:00:00Z')]).toEqual(['observe-only', 'us']);
  });

  it('say where returns belong, without any key', () => {
    const sections = merchantSchema.parse({ rlm: { ...rlm, secondQualityAction: 'process' }, threepl });
    const day = new Date('2026-03-10T12:00:00Z');
    expect(sections.rlm && sections.threepl && policyOf(sections.rlm, sections.threepl, day)).toEqual({
      company: 7,
      division: 20,
      account: 'WEB0000',
      store: 1,
      warehouse: 1,
      receiving: { secondQuality: 'process', finalWithinDays: 5, neverArrivesDays: 30 },
      owner: 'us',
      exportsStock: true,
    });
  });
});
