import { describe, expect, it } from '@jest/globals';
import { merchantSchema } from '../src/config.js';

const section = { shop: 'northfold.myshopify.com', clientId: 'id', clientSecret: 'shhh' };

describe('the section shopify of a merchant', () => {
  it('needs the shop and its client only', () => {
    const { shopify } = merchantSchema.parse({ shopify: section });
    expect(shopify).toMatchObject({
      baseUrl: 'https://northfold.myshopify.com',
      apiVersion: '2026-10',
      sweepSeconds: 300,
    });
    expect(shopify?.webhookSecrets.map((secret) => secret.reveal())).toEqual(['shhh']);
  });

  it('may be left out', () => {
    expect(merchantSchema.parse({ loop: {} })).toEqual({});
  });

  it.each([{ shop: 'www.northfold.com' }, { apiVersion: '2025-10' }, { apiVersion: 'latest' }, { unknown: 1 }])(
    'refuses %j',
    (change) => {
      expect(merchantSchema.safeParse({ shopify: { ...section, ...change } }).success).toBe(false);
    },
  );
});
