import type { LoopReturn, Order, OrderRequest, ReturnRequest, UnitRequest } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import {
  NORTHFOLD,
  NORTHFOLD_SHOP,
  northfoldOffice,
  northfoldOrder,
  type NorthfoldOffice,
  type Row,
} from '../../src/index.js';
import { apiOf, type Api, type Task } from './api.js';
import { seen, settled, type Stage } from './stage.js';

/** AIMS360's name of the merchant. */
export const ACCOUNT = 'NORTHFOLD';

/** A return on its way: our id of it, its number in Loop and on the RMA, and the original order in Shopify. */
export interface SentBack {
  readonly returnId: string;
  readonly number: string;
  readonly orderId: string;
}

/** What a shopper wants instead of a refund. */
export type Wishes = Omit<ReturnRequest, 'shop' | 'orderName' | 'orderId' | 'units'>;

/** Northfold on a stage: its shoppers, its office, its shop, and what Backhaul tells of it. */
export interface Northfold {
  readonly api: Api;
  readonly office: NorthfoldOffice;
  /** Quantities by SKU. Ordered, paid, shipped, and in the ERP. */
  buys(lines: Readonly<Record<string, number>>, terms?: Partial<OrderRequest>): Order;
  /** One entry per unit. */
  sendsBack(order: Order, units: readonly (string | UnitRequest)[], wishes?: Wishes): Promise<SentBack>;
  /** The parcel arrives whole and in good condition, and a person clicks Credit › Confirm. */
  receivedAndCredited(one: SentBack): Promise<void>;
  /** Waits until the history shows a fact of this type. Gives all of its lines. */
  seen(one: SentBack, type: string): Promise<string[]>;
  settled(...all: SentBack[]): Promise<true>;
  /** Waits for something that is seen outside. */
  eventually(what: string, probe: () => boolean): Promise<unknown>;
  /** Waits for what a service says. */
  until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T>;
  /** Waits until the return stands in our books. */
  known(one: SentBack): Promise<unknown>;
  /** Waits for an open task about the return, with these values among its own. */
  taskOf(one: SentBack, kind: string, values?: Readonly<Record<string, string>>): Promise<Task>;
  /** Waits for an open task that belongs to no return. */
  storeTask(kind: string, fits?: (task: Task) => boolean): Promise<Task>;
  /** Waits until the history shows so many facts of a type. */
  eventuallyTold(one: SentBack, type: string, times: number): Promise<unknown>;
  /** Waits until AIMS360 was polled twice more: what we would do wrong by it would be done by then. */
  sweptTwice(): Promise<unknown>;
  /** Waits until nothing about the return waits for a person. */
  noTaskOf(one: SentBack): Promise<true>;
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
  /** Clearing accounts that are not at 0.00. */
  uncleared(one: SentBack): Promise<string[]>;
}

interface AuthorizedSize {
  readonly sizeName: string;
  readonly authorizedQuantity: number;
}

const isWithin = (some: Readonly<Record<string, string>>, all: Readonly<Record<string, string>>): boolean =>
  Object.entries(some).every(([name, value]) => all[name] === value);

const ida = { email: 'ida.berg@northfold.example', firstName: 'Ida', lastName: 'Berg' };

export function northfoldOn(stage: Stage): Northfold {
  const { ledger, world } = stage;
  const { aims360, loop, shopify } = world.simulators;
  const office = northfoldOffice(world.simulators);
  const api = apiOf(stage);
  const open = async (one: SentBack): Promise<Task[]> =>
    (await api.tasks()).filter(({ returnId }) => returnId === one.returnId);
  const waited = <T>(what: string, probe: () => Promise<T | undefined>): Promise<T> =>
    waitFor(what, probe, { timeoutMs: 30_000, everyMs: 150 });
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
    api,
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
    seen: (one, type) => seen(ledger, one.returnId, type),
    settled: (...all) =>
      settled(
        ledger,
        all.map(({ returnId }) => returnId),
      ),
    eventually: (what, probe) => waited(what, async () => (probe() ? true : undefined)),
    until: waited,
    known: (one) => seen(ledger, one.returnId, 'ReturnInitiated'),
    taskOf: (one, kind, values = {}) =>
      waited(`a task ${kind} about ${one.returnId} with ${JSON.stringify(values)}`, async () => {
        const tasks = await open(one);
        const found = tasks.find((task) => task.kind === kind && isWithin(values, task.values));
        if (found === undefined)
          throw new Error(JSON.stringify(tasks.map((task) => [task.kind, task.why, task.values])));
        return found;
      }),
    storeTask: (kind, fits = () => true) =>
      waited(`a task ${kind} of the store`, async () => {
        const tasks = (await api.tasks()).filter(({ returnId }) => returnId === null);
        const found = tasks.find((task) => task.kind === kind && fits(task));
        if (found === undefined) throw new Error(JSON.stringify(tasks.map((task) => [task.kind, task.values])));
        return found;
      }),
    eventuallyTold: (one, type, times) =>
      waited(`${times} × ${type} in the history of ${one.returnId}`, async () => {
        const told = (await ledger.history(one.returnId)).filter((line) => line.type === type);
        return told.length >= times ? true : undefined;
      }),
    sweptTwice() {
      const polls = (): number => aims360.calls.filter(({ path }) => /\/rmas$|\/rerun$/.test(path)).length;
      const before = polls();
      // One that is under way may have read before; the second one after it has not.
      return waited('AIMS360 to be polled twice', async () => (polls() >= before + 3 ? true : undefined));
    },
    noTaskOf: (one) =>
      waited(`no task about ${one.returnId}`, async () => {
        const kinds = (await open(one)).map(({ kind }) => kind);
        if (kinds.length > 0) throw new Error(`open: ${kinds.join(', ')}`);
        return true as const;
      }),
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
    async uncleared({ returnId }) {
      const clearing = (await ledger.balances(returnId)).filter((each) => each.clearing);
      if (clearing.length === 0) throw new Error(`${returnId} has no books`);
      return clearing.filter(({ balance }) => balance.amount !== 0).map(({ account }) => account);
    },
  };
}
