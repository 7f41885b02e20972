import { oakLinenWarehouse, type Simulators } from '@backhaul/launcher';
import type { Arrival } from '@backhaul/simulators';
import type { PlannedReturn } from '../plan/returns.js';
import { acceptDamaged, cancelInLoop } from './loop-desk.js';
import type { Submitted } from './submitted.js';

/** The second parcel is a moment behind the first. */
const PAUSE_MS = 600;

/** The warehouse of Oak & Linen opens what it was told to expect; an agent decides about some of the damaged goods. */
export function workAtOakLinen(simulators: Simulators, submitted: ReadonlyMap<string, Submitted>): void {
  const warehouse = oakLinenWarehouse(simulators);
  const known = new Map(warehouse.ras().map((ra) => [String(ra['ra_number']), ra]));
  for (const order of warehouse.returnOrders()) {
    const ra = known.get(order.ra_number);
    const one = submitted.get(String(ra?.['external_rma_id']));
    if (one === undefined) continue;
    const { shape } = one.planned;
    const rested = Date.now() - Date.parse(order.updated_at) > PAUSE_MS;
    if (order.status === 'AWAITING_ARRIVAL' && ra?.['status'] === 'TRANSMITTED') {
      if (shape === 'cancelled') cancelInLoop(simulators, one.number);
      else warehouse.receive(order.ra_number, firstParcel(one.planned));
    } else if (shape === 'two-parcels' && order.status === 'PROCESSING' && rested) {
      warehouse.receive(order.ra_number);
    } else if (shape === 'damaged-accepted' && order.status === 'COMPLETED') {
      acceptDamaged(simulators, one.number);
    }
  }
}

/** Undefined: everything, good, and nothing more is expected. */
function firstParcel({ shape, sentBack }: PlannedReturn): Arrival | undefined {
  const [first, ...others] = sentBack;
  if (first === undefined) return undefined;
  const { sku, quantity } = first;
  const lines = (...ofFirst: NonNullable<Arrival['lines']>) => ({
    lines: [...ofFirst, ...others].filter((line) => line.quantity > 0),
  });
  switch (shape) {
    case 'two-parcels':
      return { lines: [{ sku, quantity: 1 }], final: false };
    case 'short':
      return lines({ sku, quantity: quantity - 1 });
    case 'damaged':
    case 'damaged-accepted':
      return lines({ sku, quantity: 1, condition: 'DAMAGED' }, { sku, quantity: quantity - 1 });
    case 'over':
      return lines({ sku, quantity: quantity + 1 });
    case 'whole':
    case 'cancelled':
      return undefined;
    default:
      return shape satisfies never;
  }
}
