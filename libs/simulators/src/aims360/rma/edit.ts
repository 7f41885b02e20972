import { Reader } from '../../input/reader.js';
import { activeWarehouse, enabledCode } from '../masters/lookup.js';
import { AimsRefusal, invalidInput, known } from '../refusal.js';
import type { Tenant } from '../state.js';
import { amountAtLeastZero } from './create.js';
import { sizeOnLine, touch } from './entities.js';
import type { Rma } from './entities.js';
import { requireOpen } from './find.js';

export const etagOf = (rma: Rma): string => `W/"${rma.revision}"`;

type SizeChange = { apply: () => void };

const sizeChanges = (body: Reader, rma: Rma): SizeChange[] =>
  (body.has('lineItems') ? body.list('lineItems') : []).flatMap((line) =>
    line.list('sizes').map((entry) => {
      const found = sizeOnLine(rma, line.text('rmaLineID'), entry.text('sizeName'));
      const size = known(found, `Size '${entry.text('sizeName')}' on line '${line.text('rmaLineID')}'`);
      const quantity = entry.whole('authorizedQuantity', 0);
      if (quantity < size.receivedQuantity + size.missingQuantity)
        throw entry.wrong('authorizedQuantity', 'must not be below what was received or is missing');
      return { apply: () => void (size.authorizedQuantity = quantity) };
    }),
  );

/** PATCH of an open RMA: header fields, and authorised quantities of existing sizes. Throws `AimsRefusal`. */
export const editRma = (tenant: Tenant, rma: Rma, input: unknown, ifMatch: string | undefined, now: Date): Rma => {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(rma))
    throw new AimsRefusal('ConditionNotMet', `The etag is stale; the current one is ${etagOf(rma)}.`);
  requireOpen(rma, 'a change');
  const body = new Reader(input, invalidInput);
  const reason = body.textOrNull('returnAuthorizationID');
  const warehouse = body.textOrNull('warehouseID');
  const changes = sizeChanges(body, rma);
  const edited: Partial<Rma> = {
    ...(body.has('notes') ? { notes: body.textOrNull('notes', 2_000) } : {}),
    ...(body.has('expires') ? { expires: body.date('expires') } : {}),
    ...(body.has('trackingNumber') ? { trackingNumber: body.textOrNull('trackingNumber', 100) } : {}),
    ...(body.has('carrier') ? { carrier: body.textOrNull('carrier', 100) } : {}),
    ...(body.has('freight') ? { freight: amountAtLeastZero(body, 'freight') } : {}),
    ...(body.has('restockingFee') ? { restockingFee: amountAtLeastZero(body, 'restockingFee') } : {}),
    ...(body.has('tax') ? { tax: amountAtLeastZero(body, 'tax') } : {}),
    ...(reason === null ? {} : { returnAuthorizationID: enabledCode(tenant, 'returnAuthorizations', reason).id }),
    ...(warehouse === null ? {} : { warehouseID: activeWarehouse(tenant, warehouse).warehouseID }),
  };
  Object.assign(rma, edited);
  for (const change of changes) change.apply();
  touch(rma, now);
  return rma;
};
