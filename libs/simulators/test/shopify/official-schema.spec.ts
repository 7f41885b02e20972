import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { documentFaults } from '../../src/index.js';
import { requireIntegrity, withoutTexts } from '../../src/shopify/schema/official-files.mjs';
import { DOMAIN, openShop, type Shop } from './shop.js';

let shop: Shop;
beforeEach(async () => void (shop = await openShop()));
afterEach(() => shop.close());

describe('a document', () => {
  it('is refused in a version whose schema does not have its fields', async () => {
    const text = '{ inventoryItems(first: 1) { nodes { inventoryLevels(first: 1) { nodes { isActive } } } } }';
    expect((await shop.graphql(text)).errors).toBeUndefined();
    const refused = await shop.graphql(text, {}, { version: '2026-01' });
    expect(refused).toEqual({
      errors: [
        expect.objectContaining({
          message: "Field 'isActive' doesn't exist on type 'InventoryLevel'",
          extensions: { code: 'undefinedField', typeName: 'InventoryLevel', fieldName: 'isActive' },
        }),
      ],
    });
  });

  it('may use whatever the official schema has: what is missing here is an error that names it', async () => {
    shop.order();
    expect(await shop.graphql('{ orders(first: 1) { nodes { name events(first: 1) { nodes { id } } } } }')).toEqual({
      errors: [
        expect.objectContaining({
          message: 'The Shopify simulator does not implement Order.events',
          extensions: { code: 'SIMULATOR_NOT_IMPLEMENTED' },
        }),
      ],
      data: null,
    });
  });

  it('with an argument or input that would be ignored does nothing, and says so', async () => {
    const saved = await shop.graphql(
      '{ orders(first: 1, savedSearchId: "gid://shopify/SavedSearch/1") { nodes { id } } }',
    );
    expect(saved.errors).toMatchObject([{ message: expect.stringContaining('QueryRoot.orders(savedSearchId:)') }]);
    const order = shop.order();
    const refund = await shop.graphql(
      'mutation($i: RefundInput!) { refundCreate(input: $i) @idempotent(key: "k") { userErrors { message } } }',
      { i: { orderId: `gid://shopify/Order/${order.id}`, discrepancyReason: 'DAMAGE' } },
    );
    expect(refund.errors).toMatchObject([{ message: expect.stringContaining('RefundInput(discrepancyReason:)') }]);
    expect(shop.shopify.door.orders(DOMAIN)[0]?.refunds).toEqual([]);
  });

  it('needs the scopes that the official schema notes, also deep inside', async () => {
    const poor = await openShop({ scopes: ['read_orders'] });
    poor.order();
    const answer = await poor.graphql(
      '{ orders(first: 1) { nodes { lineItems(first: 1) { nodes { sku variant { id } } } } } }',
    );
    expect(answer).toMatchObject({
      data: { orders: { nodes: [{ lineItems: { nodes: [{ sku: 'NF-JKT-M', variant: null }] } }] } },
      errors: [{ extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_products` access scope.' } }],
    });
    await poor.close();
  });
});

describe('documentFaults', () => {
  it('knows which version lacks a field, and what a version is giving up', () => {
    const text = 'query A($id: ID!) { return(id: $id) { exchangeLineItems(first: 1) { nodes { variantSku } } } }';
    expect(documentFaults(text, '2026-10')).toEqual([]);
    expect(documentFaults(text, '2026-07')).toMatchObject([{ kind: 'invalid' }]);
    expect(documentFaults('{ shop { nme', '2026-10')).toMatchObject([{ kind: 'invalid' }]);
    const old = '{ orders(first: 1) { nodes { lineItems(first: 1) { nodes { fulfillableQuantity } } } } }';
    expect(documentFaults(old, '2026-10')).toEqual([
      { kind: 'deprecated', message: expect.stringContaining('LineItem.fulfillableQuantity is deprecated') },
    ]);
  });
});

describe("Shopify's files", () => {
  it('are taken from the one package that the repository names by its hash', () => {
    expect(() => requireIntegrity(Buffer.from('another'))).toThrow('sha512-');
  });

  it('are kept without their texts for people', () => {
    const file = { data: { __schema: { types: [{ name: 'Shop', description: 'long', requiredAccess: null }] } } };
    expect(JSON.parse(withoutTexts(JSON.stringify(file)))).toEqual({
      __schema: { types: [{ name: 'Shop', requiredAccess: null }] },
    });
  });
});
