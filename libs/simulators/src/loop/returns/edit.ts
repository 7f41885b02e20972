import { notify } from '../webhooks/notify.js';
import { pairedShopify, returnWith, shopNamed, type World } from '../world.js';
import { outcomeOf } from './amounts.js';
import { exchangedUnits } from './exchanged-units.js';
import type { LoopLine, LoopReturn } from './loop-return.js';
import type { ExchangeRequest, UnitRequest } from './request.js';
import { returnedUnit } from './returned-unit.js';
import { openShopifyReturn } from './shopify-return.js';

/** What a person in the admin changes on a return that was not processed yet; whatever is left out stays. */
export interface ReturnEdit {
  addUnits?: UnitRequest[];
  /** Loop line ids. */
  removeLines?: string[];
  /** By Loop line id. */
  reasons?: Record<string, { reason?: string; parentReason?: string; comment?: string }>;
  /** Replaces all exchange items; `[]` makes the exchange a refund. */
  exchangeFor?: ExchangeRequest[];
  storeCredit?: boolean | number;
}

/** Edits a return: `edited_at` is set and `return.updated` told. Throws when it is queued, processed or at its end. */
export async function editReturn(world: World, returnId: string, edit: ReturnEdit): Promise<LoopReturn> {
  const one = editable(world, returnId);
  const shop = shopNamed(world, one.shop);
  const order = await pairedShopify(world).orderForReturn(shop.shopDomain, one.providerOrderId);
  if (edit.exchangeFor !== undefined) one.exchanges = await exchangedUnits(world, shop, order, edit.exchangeFor);
  one.lines = one.lines.filter(({ lineItemId }) => edit.removeLines?.includes(lineItemId) !== true);
  for (const unit of edit.addUnits ?? []) one.lines.push(returnedUnit(world, order, one, unit));
  for (const line of one.lines) changeReason(line, edit.reasons?.[line.lineItemId] ?? {});
  if (edit.storeCredit !== undefined) one.storeCredit = creditOf(edit.storeCredit);
  one.outcome = outcomeOf(one);
  await renewShopifyReturn(world, one);
  one.editedAt = one.updatedAt = world.kernel.clock.now().toISOString();
  notify(world, shop, 'return.updated', one);
  return one;
}

/** How much of the rest becomes store credit. */
export const creditOf = (asked: boolean | number | undefined): number | 'all' =>
  typeof asked === 'number' ? asked : asked === true ? 'all' : 0;

function changeReason(line: LoopLine, change: { reason?: string; parentReason?: string; comment?: string }): void {
  line.reason = change.reason ?? line.reason;
  line.parentReason = change.parentReason ?? line.parentReason;
  line.comment = change.comment ?? line.comment;
}

/** Throws Loop's words when it can no longer be changed. */
export function editable(world: World, returnId: string): LoopReturn {
  const one = returnWith(world, returnId);
  const isOpen = one.state === 'open' || one.state === 'review';
  if (!isOpen || one.queued || one.booked) throw new Error(`Return is ${one.state} and cannot be modified.`);
  return one;
}

/** A return in Shopify is not changed but replaced. */
async function renewShopifyReturn(world: World, one: LoopReturn): Promise<void> {
  const key = one.shopifyReturnKey;
  if (key === null) return;
  const shop = shopNamed(world, one.shop);
  await pairedShopify(world).endReturn(shop.shopDomain, one.providerOrderId, key, 'CANCELED');
  await openShopifyReturn(world, shop, one, Number(/-edition-(\d+)$/.exec(key)?.[1] ?? 1) + 1);
}
