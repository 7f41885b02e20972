import { northfoldOffice } from './northfold.js';
import { oakLinenWarehouse } from './oak-linen.js';
import type { Simulators } from './simulators.js';

/** How long a person takes between two steps. */
const PAUSE_MS = 1_000;

/**
 * The people around Backhaul: a clerk at Northfold who receives parcels and clicks Credit › Confirm in AIMS360, and the
 * warehouse of Oak & Linen. They do what they see is to be done, so a day that was cut off is simply taken up again.
 */
export function startPeople(simulators: Simulators): { stop(): void } {
  const timer = setInterval(() => {
    workAtNorthfold(simulators, Date.now());
    workAtOakLinen(simulators);
  }, 250);
  return { stop: () => clearInterval(timer) };
}

function workAtNorthfold(simulators: Simulators, now: number): void {
  const office = northfoldOffice(simulators);
  for (const rma of office.rmas()) {
    const rested = now - Date.parse(String(rma['lastModifiedOn'])) > PAUSE_MS;
    if (rma['status'] !== 'Open' || !rested) continue;
    const number = String(rma['rma']);
    if (rma['receiptStatus'] === 'None') office.receive(number);
    else if (rma['receiptStatus'] === 'Full') office.confirmCredit(number);
  }
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
