import type { OperatorReceipt } from '@backhaul/simulators';
import { northfoldOffice, type Row } from './northfold.js';
import { oakLinenWarehouse } from './oak-linen.js';
import type { Simulators } from './simulators.js';

/** How long a person takes between two steps. */
const PAUSE_MS = 1_000;

/**
 * The people around Backhaul: a clerk at Northfold who receives parcels, clicks Credit › Confirm and has exchange orders read
 * from Shopify, and the warehouse of Oak & Linen. They do what they see is to be done, so a day that was cut off is simply taken up again.
 */
export function startPeople(simulators: Simulators): { stop(): void } {
  const timer = setInterval(() => {
    workAtNorthfold(simulators, Date.now());
    readExchangeOrders(simulators, Date.now());
    workAtOakLinen(simulators);
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
    if (order.status === 'AWAITING_ARRIVAL' && transmitted.has(order.ra_number)) warehouse.receive(order.ra_number);
  }
}
