import { Reader } from '../../input/reader.js';
import { activeWarehouse, secondsWarehouse } from '../masters/lookup.js';
import { AimsRefusal, invalidInput, known } from '../refusal.js';
import type { Tenant } from '../state.js';
import { moveStock } from '../stock/receive-moves.js';
import { dispositions, sizeOnLine, touch } from './entities.js';
import type { Disposition, ReceivedUnits, Rma, RmaReceipt, RmaSize } from './entities.js';
import { requireOpen } from './find.js';

const counters: Readonly<Record<Exclude<Disposition, 'Missing'>, keyof RmaSize & `${string}Quantity`>> = {
  Restock: 'restockedQuantity',
  Seconds: 'secondsQuantity',
  WriteOff: 'writtenOffQuantity',
};

const warehouseFor = (tenant: Tenant, rma: Rma, lineWarehouse: string | null, entry: Reader): string => {
  const given = entry.textOrNull('warehouseID');
  const named = activeWarehouse(tenant, given ?? lineWarehouse ?? rma.warehouseID);
  return (entry.choice('disposition', dispositions) === 'Seconds' ? secondsWarehouse(tenant) : named).warehouseID;
};

const readUnits = (body: Reader, tenant: Tenant, rma: Rma): ReceivedUnits[] =>
  body.list('lines').flatMap((line) => {
    const rmaLine = known(
      rma.lines.find((each) => each.rmaLineID.toLowerCase() === line.text('rmaLineID').toLowerCase()),
      `Line '${line.text('rmaLineID')}' on RMA ${rma.rma}`,
    );
    return line.list('sizes').map((entry) => ({
      rmaLineID: rmaLine.rmaLineID,
      sizeName: entry.text('sizeName'),
      quantity: entry.whole('quantity', 1),
      disposition: entry.choice('disposition', dispositions),
      warehouseID: warehouseFor(tenant, rma, rmaLine.warehouseID, entry),
    }));
  });

const sizeFor = (rma: Rma, units: ReceivedUnits): RmaSize =>
  known(sizeOnLine(rma, units.rmaLineID, units.sizeName), `Size '${units.sizeName}' on line '${units.rmaLineID}'`);

/** `received + missing ≤ authorized`, over the whole receipt at once: an over-receipt leaves nothing behind. */
const refuseOverReceipt = (rma: Rma, all: readonly ReceivedUnits[]): void => {
  for (const units of all) {
    const size = sizeFor(rma, units);
    const arriving = all
      .filter((each) => each.rmaLineID === units.rmaLineID && each.sizeName === units.sizeName)
      .reduce((sum, each) => sum + each.quantity, 0);
    const wouldBe = size.receivedQuantity + size.missingQuantity + arriving;
    if (wouldBe <= size.authorizedQuantity) continue;
    const message = `Size '${size.sizeName}' would have ${wouldBe} of ${size.authorizedQuantity} authorised units.`;
    throw new AimsRefusal('OverReceipt', message, rma.rmaID);
  }
};

const count = (size: RmaSize, units: ReceivedUnits): void => {
  if (units.disposition === 'Missing') {
    size.missingQuantity += units.quantity;
    return;
  }
  size.receivedQuantity += units.quantity;
  size[counters[units.disposition]] = Number(size[counters[units.disposition]]) + units.quantity;
};

export interface Received {
  readonly receipt: RmaReceipt;
  /** The reference was seen before: nothing was done, the first answer is given again. */
  readonly repeated: boolean;
}

/** Books goods in (contracts/aims360.md §4.2). All of the receipt or none of it. Throws `AimsRefusal`. */
export const receiveRma = (tenant: Tenant, rma: Rma, input: unknown, now: Date): Received => {
  const body = new Reader(input, invalidInput);
  const receiptReference = body.text('receiptReference', 50);
  const first = rma.receipts.find((each) => each.receiptReference === receiptReference);
  if (first !== undefined) return { receipt: first, repeated: true };
  requireOpen(rma, 'a receipt');
  const received = body.date('received') ?? now.toISOString().slice(0, 10);
  const units = readUnits(body, tenant, rma);
  if (units.length === 0) throw body.wrong('lines', 'must have an entry');
  refuseOverReceipt(rma, units);

  for (const each of units) count(sizeFor(rma, each), each);
  const receipt: RmaReceipt = { receiptReference, received, units, stockMoved: false, answer: null };
  rma.receipts.push(receipt);
  rma.received = received;
  if (tenant.settings.restockOn === 'receive') moveStock(tenant, rma, receipt, now);
  touch(rma, now);
  return { receipt, repeated: false };
};
