import { z } from 'zod';
import type { GraphqlDocument } from '../graphql/graphql.js';
import { pageOf, type Page } from '../graphql/pages.js';

const item = z.object({ id: z.string().min(1), sku: z.string().nullable() });

/** The search finds more than it is asked for, so what comes back is compared. */
export const itemsDocument: GraphqlDocument<{ inventoryItems: Page<z.infer<typeof item>> }> = {
  what: 'inventory items by SKU',
  text: `query ItemsBySku($query: String!, $after: String) {
    inventoryItems(first: 50, after: $after, query: $query) { nodes { id sku } pageInfo { hasNextPage endCursor } }
  }`,
  answer: z.object({ inventoryItems: pageOf(item) }),
};

const level = z.object({ quantities: z.array(z.object({ name: z.string(), quantity: z.int() })) });
const itemAtLocation = z.object({ sku: z.string().nullable(), inventoryLevel: level.nullable() });

export const levelDocument: GraphqlDocument<{ inventoryItem: z.infer<typeof itemAtLocation> | null }> = {
  what: 'the stock level',
  text: `query Level($item: ID!, $location: ID!) {
    inventoryItem(id: $item) {
      sku
      inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
    }
  }`,
  answer: z.object({ inventoryItem: itemAtLocation.nullable() }),
};

const userError = z.object({ code: z.string().nullable(), message: z.string() });

/** `@idempotent` is demanded from 2026-04 on, and so is the member `changeFromQuantity` (contracts/shopify.md §4). */
export const setDocument: GraphqlDocument<{ inventorySetQuantities: { userErrors: z.infer<typeof userError>[] } }> = {
  what: 'the answer to a stock level',
  text: `mutation SetAvailable($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } }
  }`,
  answer: z.object({ inventorySetQuantities: z.object({ userErrors: z.array(userError) }) }),
};
