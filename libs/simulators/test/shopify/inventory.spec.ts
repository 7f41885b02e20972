import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DOMAIN, gid, openShop, type Shop } from './shop.js';

let shop: Shop;
let itemId: string;
let keys = 0;
beforeEach(async () => {
  shop = await openShop();
  const { data } = await shop.graphql(
    '{ productVariants(first: 1, query: "sku:NF-JKT-M") { nodes { barcode inventoryItem { id } } } }',
  );
  itemId = data.productVariants.nodes[0].inventoryItem.id;
});
afterEach(() => shop.close());

const at = (index: number): string => gid('Location', shop.locations[index]?.id);
const row = (more: object) => ({ inventoryItemId: itemId, locationId: at(0), changeFromQuantity: null, ...more });
const GROUP =
  'inventoryAdjustmentGroup { reason referenceDocumentUri changes { name delta quantityAfterChange } } userErrors { code field message }';
const set = (input: object, version = '2026-10') =>
  shop.graphql(
    `mutation($i: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $i) @idempotent(key: "${(keys += 1)}") { ${GROUP} } }`,
    { i: { name: 'available', reason: 'correction', ...input } },
    { version },
  );
const adjust = (input: object) =>
  shop.graphql(
    `mutation($i: InventoryAdjustQuantitiesInput!) { inventoryAdjustQuantities(input: $i) @idempotent(key: "${(keys += 1)}") { ${GROUP} } }`,
    { i: { name: 'available', reason: 'restock', ...input } },
  );
const stock = () => shop.shopify.door.inventory(DOMAIN, 'NF-JKT-M');

describe('setting quantities', () => {
  it('sets available and reports the matching on_hand', async () => {
    const { data } = await set({
      quantities: [row({ quantity: 12, changeFromQuantity: 10 })],
      referenceDocumentUri: 'gid://backhaul/Return/88120045',
    });
    expect(data.inventorySetQuantities).toEqual({
      inventoryAdjustmentGroup: {
        reason: 'correction',
        referenceDocumentUri: 'gid://backhaul/Return/88120045',
        changes: [
          { name: 'available', delta: 2, quantityAfterChange: null },
          { name: 'on_hand', delta: 2, quantityAfterChange: null },
        ],
      },
      userErrors: [],
    });
    expect(stock()).toEqual({ Duluth: 12, Reno: 4 });
  });

  it('refuses a stale compare value, and then changes nothing at all', async () => {
    const { data } = await set({
      quantities: [
        row({ quantity: 5, locationId: at(1), changeFromQuantity: 4 }),
        row({ quantity: 12, changeFromQuantity: 9 }),
      ],
    });
    expect(data.inventorySetQuantities).toMatchObject({
      inventoryAdjustmentGroup: null,
      userErrors: [{ code: 'CHANGE_FROM_QUANTITY_STALE', field: ['input', 'quantities', '1', 'changeFromQuantity'] }],
    });
    expect(stock()).toEqual({ Duluth: 10, Reno: 4 });
  });

  it('demands the compare value from 2026-04 and knows the old one only in 2026-01', async () => {
    const bare = { inventoryItemId: itemId, locationId: at(0), quantity: 3 };
    expect((await set({ quantities: [bare] })).errors?.[0]).toMatchObject({
      message: 'InventoryQuantityInput must include the following argument: changeFromQuantity.',
    });
    const old = { quantities: [{ ...bare, compareQuantity: 10 }] };
    expect((await set(old)).errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_VARIABLE',
      problems: [{ path: ['quantities', 0, 'compareQuantity'] }],
    });
    expect((await set(old, '2026-01')).data.inventorySetQuantities.userErrors).toEqual([]);
    expect(
      (await set({ ignoreCompareQuantity: true, quantities: [{ ...bare, quantity: 4 }] }, '2026-01')).data
        .inventorySetQuantities.userErrors,
    ).toEqual([]);
    expect(stock().Duluth).toBe(4);
  });

  it.each([
    [{ reason: 'because' }, {}, 'INVALID_REASON'],
    [{ name: 'committed' }, {}, 'INVALID_NAME'],
    [{ referenceDocumentUri: 'RC-77' }, {}, 'INVALID_REFERENCE_DOCUMENT'],
    [{}, { inventoryItemId: gid('InventoryItem', '1') }, 'INVALID_INVENTORY_ITEM'],
    [{}, { locationId: gid('Location', '1') }, 'INVALID_LOCATION'],
    [{ name: 'on_hand' }, { quantity: -1 }, 'INVALID_QUANTITY_NEGATIVE'],
    [{}, { quantity: 1_000_000_001 }, 'INVALID_QUANTITY_TOO_HIGH'],
  ])('refuses %j %j: %s', async (input, more, code) => {
    const { data } = await set({ ...input, quantities: [row({ quantity: 1, ...more })] });
    expect(data.inventorySetQuantities.userErrors).toMatchObject([{ code }]);
    expect(stock().Duluth).toBe(10);
  });

  it('allows a negative available and refuses naming a level twice', async () => {
    expect((await set({ quantities: [row({ quantity: -3 })] })).data.inventorySetQuantities.userErrors).toEqual([]);
    const twice = await set({ quantities: [row({ quantity: 1 }), row({ quantity: 1 })] });
    expect(twice.data.inventorySetQuantities.userErrors).toMatchObject([
      { code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR' },
    ]);
  });
});

describe('adjusting quantities', () => {
  it('adds and takes away, with the same guards', async () => {
    expect((await adjust({ changes: [row({ delta: 3 })] })).data.inventoryAdjustQuantities.userErrors).toEqual([]);
    expect(stock().Duluth).toBe(13);
    const codes = async (input: object) => (await adjust(input)).data.inventoryAdjustQuantities.userErrors[0]?.code;
    expect(await codes({ changes: [row({ delta: 1, changeFromQuantity: 10 })] })).toBe('CHANGE_FROM_QUANTITY_STALE');
    expect(await codes({ name: 'on_hand', changes: [row({ delta: 1 })] })).toBe('INVALID_QUANTITY_NAME');
    expect(await codes({ changes: [row({ delta: 1, ledgerDocumentUri: 'gid://x/Y/1' })] })).toBe(
      'INVALID_AVAILABLE_DOCUMENT',
    );
    expect(stock().Duluth).toBe(13);
  });

  it('keeps damaged goods on hand but not available', async () => {
    await adjust({ name: 'damaged', changes: [row({ delta: 2, ledgerDocumentUri: 'gid://backhaul/Return/1' })] });
    const { data } = await shop.graphql(
      'query($item: ID!, $at: ID!) { inventoryItem(id: $item) { inventoryLevel(locationId: $at) { isActive quantities(names: ["available", "damaged", "on_hand"]) { name quantity } } } }',
      { item: itemId, at: at(0) },
    );
    expect(data.inventoryItem.inventoryLevel.quantities).toEqual([
      { name: 'available', quantity: 10 },
      { name: 'damaged', quantity: 2 },
      { name: 'on_hand', quantity: 12 },
    ]);
  });
});
