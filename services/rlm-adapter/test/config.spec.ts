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
    expect(merchantSchema.parse({})).toEqual({});
    for (const half of [{ rlm }, { threepl }]) {
      expect(merchantSchema.safeParse(half).error?.issues).toMatchObject([{ path: ['threepl'] }]);
    }
  });

  it('refuse what nobody reads, and no secret at all', () => {
    expect(merchantSchema.safeParse({ rlm: { ...rlm, divison: 20 }, threepl }).success).toBe(false);
    expect(merchantSchema.safeParse({ rlm, threepl: { ...threepl, webhookSecrets: [] } }).success).toBe(false);
  });

  it('say where returns belong, without any key', () => {
    const sections = merchantSchema.parse({ rlm: { ...rlm, secondQualityAction: 'process' }, threepl });
    expect(sections.rlm && sections.threepl && policyOf(sections.rlm, sections.threepl)).toEqual({
      company: 7,
      division: 20,
      account: 'WEB0000',
      store: 1,
      warehouse: 1,
      receiving: { secondQuality: 'process', finalWithinDays: 5, neverArrivesDays: 30 },
    });
  });
});
