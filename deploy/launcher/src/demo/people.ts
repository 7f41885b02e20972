import type { Arrival, OperatorReceipt } from '@backhaul/simulators';
import { oakLinenFinds } from './errands.js';
import { northfoldOffice, type Row } from './northfold.js';
import { OAK_LINEN, oakLinenWarehouse } from './oak-linen.js';
import type { Simulators } from './simulators.js';

/** How long a person takes between two steps. */
const PAUSE_MS = 1_000;

/**
 * The people around Backhaul: a clerk at Northfold who receives parcels, clicks Credit › Confirm and has exchange orders read
 * from Shopify, the warehouse of Oak & Linen, and who decides there in Loop about what was flagged. They do what they see is to be
 * done, so a day that was cut off is simply taken up again.
 */
export function startPeople(simulators: Simulators): { stop(): void } {
  const timer = setInterval(() => {
    workAtNorthfold(simulators, Date.now());
    readExchangeOrders(simulators, Date.now());
    workAtOakLinen(simulators);
    decideInLoop(simulators, Date.now());
  }, 250);
  return { stop: () => clearInterval(timer) };
}

function workAtNorthfold(simulators: Simulators, now: number): void {
  const office = northfoldOffice(simulators);
  for (const rma of office.rmas()) {
    // The second parcel takes long enough for the first one to be seen on its own.
    const pause = rma['receiptStatus'] === 'Partial' ? 3 * PAUSE_MS : PAUSE_MS;
    const rested = now - Date.parse(String(rma['lastModifiedOn'])) > pause;
    if (rma['status'] !== 'Open' || !rested) continue;
    const number = String(rma['rma']);
    if (rma['receiptStatus'] === 'Full') office.confirmCredit(number);
    else office.receive(number, rma['receiptStatus'] === 'None' ? firstParcel(rma) : undefined);
  }
}

/** Two units of one size come in two parcels, one after the other; anything else comes whole. */
function firstParcel(rma: Row): OperatorReceipt['units'] {
  const lines = rma['lineItems'] as { sizes: { upc: string; authorizedQuantity: number }[] }[];
  const [size, ...others] = lines.flatMap(({ sizes }) => sizes);
  if (size === undefined || others.length > 0 || size.authorizedQuantity < 2) return undefined;
  return [{ upc: size.upc, quantity: 1, disposition: 'Restock' }];
}

/** Clicks Import Orders from Shopify once an exchange order has been there for a moment. */
function readExchangeOrders(simulators: Simulators, now: number): void {
  const office = northfoldOffice(simulators);
  const waiting = office.exchangeOrdersInShop().filter(({ id, createdAt }) => {
    return now - Date.parse(createdAt) > PAUSE_MS && !office.hasRead(id);
  });
  // The next click is a moment away: what fails here is only tried again.
  if (waiting.length > 0) office.readShopOrders().catch(() => undefined);
}

function workAtOakLinen(simulators: Simulators): void {
  const warehouse = oakLinenWarehouse(simulators);
  const transmitted = new Set(
    warehouse.ras().flatMap((ra) => (ra['status'] === 'TRANSMITTED' ? [String(ra['ra_number'])] : [])),
  );
  for (const order of warehouse.returnOrders()) {
    if (order.status !== 'AWAITING_ARRIVAL' || !transmitted.has(order.ra_number)) continue;
    warehouse.receive(order.ra_number, { lines: inTheBox(order.lines) });
  }
}

type InTheBox = NonNullable<Arrival['lines']>;

/** What is written down of each line; of what is missing nothing is. */
function inTheBox(lines: readonly { line_no: number; sku: string; qty_expected: number }[]): InTheBox {
  return lines.flatMap(({ line_no, sku, qty_expected: quantity }): InTheBox => {
    if (oakLinenFinds[sku] === 'missing') return [];
    const torn = { condition: 'DAMAGED', note: 'hem is torn' } as const;
    return [{ line_no, quantity, ...(oakLinenFinds[sku] === 'torn' ? torn : {}) }];
  });
}

/** Reads why a return was flagged; takes what is missing off it, and has what is torn processed with restock unticked. */
function decideInLoop({ loop: { door } }: Simulators, now: number): void {
  for (const { id, state, lines, updatedAt } of door.returns(OAK_LINEN)) {
    if (state !== 'review' || now - Date.parse(updatedAt) < PAUSE_MS || door.notes(id).length === 0) continue;
    const missing = lines.filter(({ sku }) => oakLinenFinds[sku] === 'missing');
    if (missing.length > 0) {
      door.removeLines(
        id,
        missing.map(({ lineItemId }) => lineItemId),
      );
    } else {
      door.setRestock(id, 'no_restock');
      door.process(id);
    }
  }
}
