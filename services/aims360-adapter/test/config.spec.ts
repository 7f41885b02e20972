import { describe, expect, it } from '@jest/globals';
import { merchantSchema, policyOf } from '../src/config.js';

const section = {
  baseUrl: 'https://apieast.aims360.rest',
  clientId: 'c',
  clientSecret: 's',
  username: 'u',
  password: 'p',
  customerAccount: 'SHPFY-US',
  warehouse: 'MAIN',
  reason: 'OTHER',
};
const mistakes = (merchant: unknown) =>
  merchantSchema.safeParse(merchant).error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('the section aims360 of a merchant', () => {
  it('leaves the credit to a person and the debit to policy, unless told otherwise', () => {
    const { aims360 } = merchantSchema.parse({ aims360: section });
    expect(aims360 && policyOf(aims360, new Date())).toEqual({
      warehouse: 'MAIN',
      reason: 'OTHER',
      customerAccount: 'SHPFY-US',
      confirmCredit: 'person',
      postDebit: 'policy',
      owner: 'us',
      secondsWarehouse: null,
      debitReasons: {
        refund: 'SHOPREF',
        'store-credit': 'SHOPGC',
        exchange: 'SHOPEXC',
        fee: 'RETFEE',
        rounding: 'ROUND',
      },
      roundingCreditReason: 'ROUND',
      toleranceCents: 2,
      fee: 'restocking-fee',
      creditIncludesTax: true,
    });
  });

  it('is not needed by a merchant with another ERP, and does not go together with it', () => {
    expect(mistakes({ rlm: {} })).toBeUndefined();
    expect(mistakes({ aims360: section, rlm: {} })).toEqual([
      ['aims360', 'expected one ERP: either the section aims360 or the section rlm, not both'],
    ]);
  });

  it('names every mistake with its path', () => {
    const wrong = { ...section, baseUrl: 'east', pollSeconds: 0, confirmCredit: 'nobody', wharehouse: 'MAIN' };
    const paths = mistakes({ aims360: wrong })?.map(([path]) => path);
    expect(paths?.toSorted()).toEqual(['aims360', 'aims360.baseUrl', 'aims360.confirmCredit', 'aims360.pollSeconds']);
  });

  it('does not start with two who make the RMAs, or two who make Loop process', () => {
    const both = { ...section, vendorLink: { createsRmas: true } };
    expect(mistakes({ aims360: both })).toEqual([
      ['aims360.owner', expect.stringContaining('two would create the RMA')],
    ]);
    expect(mistakes({ aims360: { ...both, owner: 'vendor-link' } })).toBeUndefined();
    const onCredit = { ...section, vendorLink: { processesOnCredit: true } };
    expect(mistakes({ aims360: onCredit, loop: {} })).toEqual([
      ['loop.process', expect.stringContaining('two would make Loop process a return')],
    ]);
    expect(mistakes({ aims360: onCredit, loop: { process: 'vendor-link' } })).toBeUndefined();
  });

  it('has returns from before the store went live only observed', () => {
    const { aims360 } = merchantSchema.parse({ aims360: { ...section, goLiveAt: '2026-03-01T00:00:00-05:00' } });
    const ownerOn = (day: string) => aims360 && policyOf(aims360, new Date(day)).owner;
    expect(ownerOn('2026-03-01T04:59:59Z')).toBe('observe-only');
    expect(ownerOn('2026-03-01T05:00:00Z')).toBe('us');
  });
});
