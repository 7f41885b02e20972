import type { Mappings } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import type { RaDraft } from '../rlm-return-authorization/authorize.js';

/** RLM's words for an item that it does not know (contracts/rlm-and-3pl.md §8). */
const UNKNOWN_ITEM = /Invalid SKU(?: Number)? on Line (\d+)/i;

/** The RA was refused for an item that RLM does not know: it is listed, and the return goes on once it is mapped. */
export async function waitForItem(
  tx: Queryable,
  mappings: Mappings,
  { merchantId, draft, reason }: { merchantId: string; draft: RaDraft; reason: string },
): Promise<void> {
  const [, number] = UNKNOWN_ITEM.exec(reason) ?? [];
  const line = draft.lines.find(({ lineNo }) => String(lineNo) === number);
  if (line === undefined) return;
  const { sku, barcode } = line.inShop ?? line;
  const key = barcode ?? sku;
  if (key !== null) await mappings.noteUnmapped(tx, { name: 'item' }, { merchantId, key, returnId: draft.returnId });
}
