import { northfoldCatalogue, northfoldOffice, skuOf, type Row, type Simulators } from '@backhaul/launcher';
import type { OperatorReceipt } from '@backhaul/simulators';
import type { PlannedReturn } from '../plan/returns.js';
import { cancelInLoop } from './loop-desk.js';
import type { Submitted } from './submitted.js';

type Units = NonNullable<OperatorReceipt['units']>;

/** A person takes a moment between two steps on one RMA, so that each is seen by itself now and then. */
const PAUSE_MS = 600;

/** The clerk at Northfold receives parcels and clicks Credit › Confirm in AIMS360. */
export function workAtNorthfold(simulators: Simulators, submitted: ReadonlyMap<string, Submitted>): void {
  for (const rma of northfoldOffice(simulators).rmas()) {
    const one = submitted.get(String(rma['thirdPartyReturnID']));
    const rested = Date.now() - Date.parse(String(rma['lastModifiedOn'])) > PAUSE_MS;
    if (one === undefined || rma['status'] !== 'Open' || !rested) continue;
    if (one.planned.shape === 'cancelled') cancelInLoop(simulators, one.number);
    else workOn(simulators, rma, one.planned);
  }
}

function workOn(simulators: Simulators, rma: Row, planned: PlannedReturn): void {
  const office = northfoldOffice(simulators);
  const number = String(rma['rma']);
  if (rma['receiptStatus'] === 'None') return office.receive(number, firstParcel(planned));
  switch (planned.shape) {
    case 'two-parcels':
    case 'whole':
    case 'damaged-accepted':
      return rma['receiptStatus'] === 'Full' ? office.confirmCredit(number) : office.receive(number);
    case 'short':
    case 'damaged':
    case 'over':
    case 'cancelled':
      return undefined;
    default:
      return planned.shape satisfies never;
  }
}

/** Undefined: everything, to stock. */
function firstParcel({ shape, sentBack }: PlannedReturn): Units | undefined {
  const [first, ...others] = sentBack;
  if (first === undefined) return undefined;
  const unit = unitsOf(first.sku, 1);
  const rest: Units = [
    ...(first.quantity > 1 ? [{ ...unitsOf(first.sku, first.quantity - 1), disposition: 'Restock' as const }] : []),
    ...others.map(({ sku, quantity }) => ({ ...unitsOf(sku, quantity), disposition: 'Restock' as const })),
  ];
  switch (shape) {
    case 'two-parcels':
      return [{ ...unit, disposition: 'Restock' }];
    case 'short':
      return [{ ...unit, disposition: 'Missing' }, ...rest];
    case 'damaged':
    case 'damaged-accepted':
      return [{ ...unit, disposition: 'Seconds' }, ...rest];
    case 'whole':
    case 'over':
    case 'cancelled':
      return undefined;
    default:
      return shape satisfies never;
  }
}

function unitsOf(sku: string, quantity: number): { upc: string; quantity: number } {
  return { upc: northfoldCatalogue.find((item) => skuOf(item) === sku)?.barcode ?? '', quantity };
}
