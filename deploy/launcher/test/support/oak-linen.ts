import type { Arrival, LoopReturn, Order, ReturnRequest, UnitRequest } from '@backhaul/simulators';
import {
  OAK_LINEN,
  OAK_LINEN_SHOP,
  oakLinenOrder,
  oakLinenWarehouse,
  type OakLinenTerms,
  type OakLinenWarehouse,
  type Row,
} from '../../src/index.js';
import { RLM_COMPANY, type Stage } from './stage.js';
import { watchOn, type SentBack, type Watch } from './watch.js';

/** Oak & Linen on a stage: its shoppers, its warehouse, its ERP, its shop, and what Backhaul tells of it. */
export interface OakLinen extends Watch {
  /** The 3PL, and what RLM shows. */
  readonly warehouse: OakLinenWarehouse;
  /** Quantities by SKU. Ordered, paid, shipped, and in the ERP, unless the terms say otherwise. */
  buys(lines: Readonly<Record<string, number>>, terms?: OakLinenTerms): Order;
  /** One entry per unit. */
  sendsBack(
    order: Order,
    units: readonly (string | UnitRequest)[],
    wishes?: Omit<ReturnRequest, 'shop' | 'orderName' | 'orderId' | 'units'>,
  ): Promise<SentBack>;
  /** Waits until the warehouse knows what to expect, and has it receive that; default: everything, good, final. */
  received(one: SentBack, arrival?: Arrival): Promise<void>;
  /** The RAs of the return, in the order of their numbers. */
  ras(one: SentBack): readonly Row[];
  /** The one RA of the return. @throws when there is none, or more than one */
  ra(one: SentBack): Row;
  /** RLM's credits for the refunds of the return's order. */
  credits(one: SentBack): readonly Row[];
  /** On hand in a warehouse of RLM: 1 West, 2 East, 3 North, 91 Damages. */
  onHand(sku: string, warehouse?: number): number;
  /** What people and machines wrote under the return in Loop. */
  notes(one: SentBack): string;
  loopReturn(one: SentBack): LoopReturn;
  /** The original order in the shop. */
  order(one: SentBack): Order;
  /** `available` in the shop, by location. */
  inShop(sku: string): Readonly<Record<string, number>>;
}

const dana = { email: 'dana.poe@oaklinen.example', firstName: 'Dana', lastName: 'Poe' };

export function oakLinenOn(stage: Stage): OakLinen {
  const { rlm, loop, shopify } = stage.world.simulators;
  const warehouse = oakLinenWarehouse(stage.world.simulators);
  const watch = watchOn(stage);
  const ras = ({ number }: SentBack): readonly Row[] =>
    warehouse.ras().filter((row) => row['external_rma_id'] === number);
  const order = ({ orderId }: SentBack): Order => {
    const found = shopify.door.orders(OAK_LINEN_SHOP).find(({ id }) => id === orderId);
    if (found === undefined) throw new Error(`no order ${orderId} in the shop`);
    return found;
  };
  return {
    ...watch,
    warehouse,
    buys(lines, terms = {}) {
      const asked = Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity }));
      return oakLinenOrder(stage.world.simulators, asked, dana, terms);
    },
    async sendsBack(bought, units, wishes = {}) {
      const asked = units.map((unit) => (typeof unit === 'string' ? { sku: unit } : unit));
      const { id } = await loop.door.submitReturn({ shop: OAK_LINEN, orderId: bought.id, units: asked, ...wishes });
      return { returnId: `${OAK_LINEN}-${id}`, number: id, orderId: bought.id };
    },
    async received(one, arrival) {
      await watch.seen(one, 'AsnTransmitted');
      const known = ras(one);
      if (arrival !== undefined && known.length > 1) throw new Error('say at the warehouse which RA it is');
      for (const row of known) warehouse.receive(String(row['ra_number']), arrival);
    },
    ras,
    ra(one) {
      const [only, ...others] = ras(one);
      if (only === undefined || others.length > 0)
        throw new Error(`${others.length + (only === undefined ? 0 : 1)} RAs for return ${one.number}`);
      return only;
    },
    credits(one) {
      const refunds = order(one).refunds.map(({ id }) => id);
      return warehouse.credits().filter((row) => refunds.some((id) => String(row['external_refund_id']).endsWith(id)));
    },
    onHand: (sku, number = 1) => rlm.door.balance(RLM_COMPANY, number, sku),
    notes: ({ number }) =>
      loop.door
        .notes(number)
        .map(({ content }) => content)
        .join('\n'),
    loopReturn: ({ number }) => loop.door.return(number),
    order,
    inShop: (sku) => shopify.door.inventory(OAK_LINEN_SHOP, sku),
  };
}
