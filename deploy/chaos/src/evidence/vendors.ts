import {
  NORTHFOLD_SHOP,
  northfoldOffice,
  OAK_LINEN_SHOP,
  oakLinenWarehouse,
  type Row,
  type Simulators,
} from '@backhaul/launcher';
import type { LoopReturn, Order, ThreePlDoor } from '@backhaul/simulators';
import type { Store } from '../plan/shapes.js';

/** What stands in the vendors' systems. */
export interface VendorEvidence {
  readonly loopReturns: readonly LoopReturn[];
  readonly orders: Readonly<Record<Store, readonly Order[]>>;
  readonly aims360: { readonly rmas: readonly Row[]; readonly credits: readonly Row[]; readonly ar: readonly Row[] };
  readonly rlm: { readonly ras: readonly Row[]; readonly receipts: readonly Row[]; readonly credits: readonly Row[] };
  readonly threePl: {
    readonly returnOrders: ReturnType<ThreePlDoor['returnOrders']>;
    readonly receipts: ReturnType<ThreePlDoor['receipts']>;
  };
  /** What the vendors' own rules find broken, in words. */
  readonly broken: readonly string[];
}

/** Reads the simulators through their side doors. */
export function vendorEvidence(simulators: Simulators): VendorEvidence {
  const office = northfoldOffice(simulators);
  const warehouse = oakLinenWarehouse(simulators);
  const { loop, shopify } = simulators;
  return {
    loopReturns: loop.door.returns(),
    orders: { northfold: shopify.door.orders(NORTHFOLD_SHOP), oaklinen: shopify.door.orders(OAK_LINEN_SHOP) },
    aims360: { rmas: office.rmas(), credits: office.credits(), ar: office.arTransactions() },
    rlm: { ras: warehouse.ras(), receipts: warehouse.receipts(), credits: warehouse.credits() },
    threePl: { returnOrders: warehouse.returnOrders(), receipts: warehouse.arrivals() },
    broken: [brokenIn(() => office.assertInvariants()), brokenIn(() => warehouse.assertInvariants())].flat(),
  };
}

function brokenIn(assert: () => void): string[] {
  try {
    assert();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
