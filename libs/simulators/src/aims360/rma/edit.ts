import { Reader } from '../../input/reader.js';
import { activeWarehouse, enabledCode } from '../masters/lookup.js';
import { AimsRefusal, invalidInput } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import { amountAtLeastZero } from './create.js';
import { editedLines } from './edit-lines.js';
import { touch } from './entities.js';
import type { Rma } from './entities.js';
import { requireOpen } from './find.js';

export const etagOf = (rma: Rma): string => `W/"${rma.revision}"`;

/** PATCH of an open RMA: header fields and lines (see `editedLines`). Throws `AimsRefusal`. */
export const editRma = (
  state: AimsState,
  tenant: Tenant,
  rma: Rma,
  { body: input, ifMatch, now }: { body: unknown; ifMatch: string | undefined; now: Date },
): Rma => {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(rma))
    throw new AimsRefusal('ConditionNotMet', `The etag is stale; the current one is ${etagOf(rma)}.`);
  requireOpen(rma, 'a change');
  const body = new Reader(input, invalidInput);
  const reason = body.textOrNull('returnAuthorizationID');
  const warehouse = body.textOrNull('warehouseID');
  const lines = editedLines(body, state, tenant, rma);
  const edited: Partial<Rma> = {
    lines,
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
  touch(rma, now);
  return rma;
};
