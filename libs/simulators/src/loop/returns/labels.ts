import type { LabelStatus, LoopShop } from '../state.js';
import { notify } from '../webhooks/notify.js';
import { returnWith, shopNamed, type World } from '../world.js';
import type { LoopReturn } from './loop-return.js';
import { queueProcessing } from './process.js';

const UNSCANNED = new Set<LabelStatus>(['new', 'pre_transit']);

/** Makes the label; the carrier knows nothing of it yet. */
export function createLabel(world: World, shop: LoopShop, one: LoopReturn): void {
  const { kernel } = world;
  const trackingNumber = `1Z${kernel.ids.hex('loop/tracking', 16).toUpperCase()}`;
  one.label = {
    carrier: 'UPS',
    trackingNumber,
    status: 'new',
    updatedAt: kernel.clock.now().toISOString(),
    url: `https://labels.loopreturns.com/${trackingNumber}.pdf`,
    rate: 745,
    shipmentId: kernel.ids.next('loop/shipment', 7_712_004, 9),
  };
  notify(world, shop, 'label.created', one);
}

/** The carrier reports a status: label and return both change, and the return may be processed by it. */
export function progressLabel(world: World, returnId: string, status: LabelStatus): void {
  const one = returnWith(world, returnId);
  const shop = shopNamed(world, one.shop);
  if (one.label === null) throw new Error(`return ${returnId} has no label`);
  const now = world.kernel.clock.now().toISOString();
  Object.assign(one.label, { status, updatedAt: now });
  one.updatedAt = now;
  if (one.state === 'expired' && shop.quirks.lateScanReopens && !UNSCANNED.has(status)) one.state = 'open';
  notify(world, shop, 'label.updated', one);
  notify(world, shop, 'return.updated', one);
  if (one.state === 'open' && shop.processOn === status) queueProcessing(world, shop, one);
}

/** Plans the carrier's reports, for shops whose parcels move by themselves. */
export function planCarrier({ kernel }: World, shop: LoopShop, one: LoopReturn): void {
  if (one.label === null) return;
  for (const [status, afterMs] of Object.entries(shop.labelSchedule)) {
    kernel.timers.after(afterMs, 'loop/carrier', { returnId: one.id, status });
  }
}

/** After the label's life an unscanned return expires. */
export function expire(world: World, returnId: string): void {
  const one = returnWith(world, returnId);
  const scanned = one.label !== null && !UNSCANNED.has(one.label.status);
  if (one.state !== 'open' || scanned || one.queued) return;
  one.state = 'expired';
  one.updatedAt = world.kernel.clock.now().toISOString();
  notify(world, shopNamed(world, one.shop), 'return.updated', one);
}
