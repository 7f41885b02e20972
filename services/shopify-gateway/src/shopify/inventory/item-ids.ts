import type { NotKnown } from '../port.js';
import type { Graphql } from '../graphql/graphql.js';
import { allNodes, type Page } from '../graphql/pages.js';
import { itemsDocument } from './documents.js';

type Item = { known: true; id: string } | NotKnown;

/** Inventory items by SKU. Remembers what it found, until told to forget. */
export class ItemIds {
  readonly #known = new Map<string, string>();

  constructor(private readonly graphql: Graphql) {}

  async of(sku: string, signal?: AbortSignal): Promise<Item> {
    const known = this.#known.get(sku);
    if (known !== undefined) return { known: true, id: known };
    const found = await this.#search(sku, signal);
    const [id] = found;
    if (id === undefined) return { known: false, sold: false, reason: `The shop has no item with the SKU ${sku}` };
    // Which of them is meant is nobody's to guess.
    if (found.length > 1)
      return { known: false, sold: true, reason: `The shop has ${found.length} items with the SKU ${sku}` };
    this.#known.set(sku, id);
    return { known: true, id };
  }

  forget(sku: string): void {
    this.#known.delete(sku);
  }

  async #search(sku: string, signal?: AbortSignal): Promise<string[]> {
    const query = `sku:"${sku.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
    const page = async (after: string | null): Promise<Page<{ id: string; sku: string | null }>> =>
      (await this.graphql.query(itemsDocument, { query, after }, signal)).inventoryItems;
    const items = await allNodes(await page(null), page);
    return items.filter((item) => item.sku === sku).map(({ id }) => id);
  }
}
