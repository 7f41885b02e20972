import type { LoopReturn, Order, OrderRequest, ReturnRequest, UnitRequest } from '@backhaul/simulators';
import {
  NORTHFOLD,
  NORTHFOLD_SHOP,
  northfoldOffice,
  northfoldOrder,
  type NorthfoldOffice,
  type Row,
} from '../../src/index.js';
import { seen, type Stage } from './stage.js';
import { watchOn, type SentBack, type Watch } from './watch.js';

/** AIMS360's name of the merchant. */
export const ACCOUNT = 'NORTHFOLD';

/** What a shopper wants instead of a refund. */
export type Wishes = Omit<ReturnRequest, 'shop' | 'orderName' | 'orderId' | 'units'>;

/** Northfold on a stage: its shoppers, its office, its shop, and what Backhaul tells of it. */
export interface Northfold extends Watch {
  readonly office: NorthfoldOffice;
  /** Quantities by SKU. Ordered, paid, shipped, and in the ERP. */
  buys(lines: Readonly<Record<string, number>>, terms?: Partial<OrderRequest>): Order;
  /** One entry per unit. */
  sendsBack(order: Order, units: readonly (string | UnitRequest)[], wishes?: Wishes): Promise<SentBack>;
  /** The parcel arrives whole and in good condition, and a person clicks Credit › Confirm. */
  receivedAndCredited(one: SentBack): Promise<void>;
  /** Waits until AIMS360 was polled twice more: what we would do wrong by it would be done by then. */
  sweptTwice(): Promise<unknown>;
  /** The RMA of the return. @throws when there is none, or more than one */
  rma(one: SentBack): Row;
  /** Quantities by style and size, as authorised on the RMA. */
  authorized(one: SentBack): Readonly<Record<string, number>>;
  loopReturn(one: SentBack): LoopReturn;
  /** The original order in the shop. */
  order(one: SentBack): Order;
  /** Posted adjustments against the credit, in the form `-R 97.20`, sorted. */
  offsets(one: SentBack): string[];
  /** The credit memo of the return; undefined while there is none. */
  credit(one: SentBack): Row | undefined;
}

interface AuthorizedSize {
  readonly sizeName: string;
  readonly authorizedQuantity: number;
}

const ida = { email: 'ida.berg@northfold.example', firstName: 'Ida', lastName: 'Berg' };

export function northfoldOn(stage: Stage): Northfold {
  const { ledger, world } = stage;
  const { aims360, loop, shopify } = world.simulators;
  const office = northfoldOffice(world.simulators);
  const watch = watchOn(stage);
  const rma = (one: SentBack): Row => {
    const rows = office.rmas().filter((row) => row['thirdPartyReturnID'] === one.number);
    const [only] = rows;
    if (only === undefined || rows.length > 1) throw new Error(`${rows.length} RMAs for return ${one.number}`);
    return only;
  };
  const credit = (one: SentBack): Row | undefined => {
    const { rmaID } = rma(one);
    return office.credits().find((row) => row['rmaID'] === rmaID);
  };
  return {
    ...watch,
    office,
    buys(lines, terms = {}) {
      const asked = Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity }));
      return northfoldOrder(world.simulators, asked, ida, terms);
    },
    async sendsBack(order, units, wishes = {}) {
      const asked = units.map((unit) => (typeof unit === 'string' ? { sku: unit } : unit));
      const { id } = await loop.door.submitReturn({ shop: NORTHFOLD, orderId: order.id, units: asked, ...wishes });
      return { returnId: `${NORTHFOLD}-${id}`, number: id, orderId: order.id };
    },
    async receivedAndCredited(one) {
      await seen(ledger, one.returnId, 'ReturnAuthorized');
      office.receive(one.number);
      await seen(ledger, one.returnId, 'ReceiptRecorded');
      office.confirmCredit(one.number);
      await seen(ledger, one.returnId, 'CreditIssued');
    },
    sweptTwice() {
      const polls = (): number => aims360.calls.filter(({ path }) => /\/rmas$|\/rerun$/.test(path)).length;
      const before = polls();
      // One that is under way may have read before; the second one after it has not.
      return watch.until('AIMS360 to be polled twice', async () => (polls() >= before + 3 ? true : undefined));
    },
    rma,
    authorized(one) {
      const lines = rma(one)['lineItems'] as { style: string; sizes: AuthorizedSize[] }[];
      const sizes = lines.flatMap(({ style, sizes: own }) => own.map((size) => ({ ...size, style })));
      return Object.fromEntries(
        sizes.map(({ style, sizeName, authorizedQuantity }) => [`${style} ${sizeName}`, authorizedQuantity]),
      );
    },
    loopReturn: ({ number }) => loop.door.return(number),
    order({ orderId }) {
      const order = shopify.door.orders(NORTHFOLD_SHOP).find(({ id }) => id === orderId);
      if (order === undefined) throw new Error(`no order ${orderId} in the shop`);
      return order;
    },
    offsets(one) {
      const against = credit(one)?.['transactionID'];
      return office
        .arTransactions()
        .filter((row) => row['posted'] === true && row['appliedToTransactionID'] === against)
        .map(
          (row) => `${String(row['reference']).replace(`LOOP-${one.number}`, '')} ${Number(row['amount']).toFixed(2)}`,
        )
        .sort();
    },
    credit,
  };
}
