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
    expect(aims360 && policyOf(aims360)).toEqual({
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
});
