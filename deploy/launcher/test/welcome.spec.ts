import { describe, expect, it } from '@jest/globals';
import { serviceNames } from '@backhaul/contracts';
import { addresses, type WelcomeParts } from '../src/welcome.js';

const services = Object.fromEntries(serviceNames.map((name, index) => [name, { url: `http://127.0.0.1:${index}` }]));
const parts: WelcomeParts = {
  product: { services } as unknown as WelcomeParts['product'],
  world: null,
  merchants: [],
  tokens: [
    ['viewer', 'token-of-viewer'],
    ['admin', 'token-of-admin'],
  ],
  example: 'northfold-1',
  dir: '.backhaul',
};

describe('what is printed when everything is up', () => {
  it('gives lines to paste, with a token that only reads', () => {
    const curls = addresses(parts)
      .split('\n')
      .filter((line) => line.startsWith('curl '));
    const ledger = services['ledger']?.url;
    expect(curls).toEqual([
      `curl -sS -H 'Authorization: Bearer token-of-viewer' '${ledger}/returns?limit=5'`,
      `curl -sS -H 'Authorization: Bearer token-of-viewer' '${ledger}/returns/northfold-1/history'`,
    ]);
  });

  it('says where the systems of one’s own merchants may report, each address once', () => {
    const base = { currency: 'USD', timeZone: 'UTC', loop: {}, shopify: {} };
    const merchants = [
      { ...base, id: 'nice-shop', name: 'Nice Shop' },
      { ...base, id: 'other', name: 'Other', threepl: {} },
    ];
    const lines = addresses({ ...parts, merchants }).split('\n');
    expect(
      lines.filter((line) => line.includes('/webhooks/')).map((line) => line.replace(/^.*\/webhooks/, '')),
    ).toEqual(['/loop/nice-shop', '/shopify', '/loop/other', '/3pl/other']);
  });
});
