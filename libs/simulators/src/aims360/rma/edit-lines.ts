import type { Reader } from '../../input/reader.js';
import { activeWarehouse, enabledCode, styleColorByID } from '../masters/lookup.js';
import { known } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import type { Rma, RmaLine, RmaSize } from './entities.js';
import { readLine, readSize, refuseRepeatedLines } from './lines.js';

const editedSize = (entry: Reader, tenant: Tenant, line: RmaLine): RmaSize => {
  const size = line.sizes.find((each) => each.sizeName === entry.text('sizeName'));
  if (size === undefined) return readSize(entry, styleColorByID(tenant, line.styleColorID));
  const authorizedQuantity = entry.whole('authorizedQuantity', 0);
  if (authorizedQuantity < size.receivedQuantity + size.missingQuantity)
    throw entry.wrong('authorizedQuantity', 'must not be below what was received or is missing');
  return { ...size, authorizedQuantity };
};

const editedLine = (reader: Reader, tenant: Tenant, line: RmaLine): RmaLine => {
  const sizes = (reader.has('sizes') ? reader.list('sizes') : []).map((entry) => editedSize(entry, tenant, line));
  const reason = reader.textOrNull('returnAuthorizationID');
  const warehouse = reader.textOrNull('warehouseID');
  const price = reader.has('price') ? reader.amountFromNumber('price') : line.price;
  if (price < 0) throw reader.wrong('price', 'must not be negative');
  return {
    ...line,
    price,
    ...(reason === null ? {} : { returnAuthorizationID: enabledCode(tenant, 'returnAuthorizations', reason).id }),
    ...(warehouse === null ? {} : { warehouseID: activeWarehouse(tenant, warehouse).warehouseID }),
    ...(reader.has('lineNote') ? { lineNote: reader.textOrNull('lineNote', 500) } : {}),
    sizes: [
      ...line.sizes.map((size) => sizes.find((each) => each.sizeName === size.sizeName) ?? size),
      ...sizes.filter((each) => line.sizes.every((size) => size.sizeName !== each.sizeName)),
    ],
  };
};

/**
 * The RMA's lines as a PATCH leaves them: an entry with `rmaLineID` changes that line (0 authorised units take a size off), one
 * without adds a line; lines that are not named stay. Nothing is kept here. Throws `AimsRefusal`.
 */
export const editedLines = (body: Reader, state: AimsState, tenant: Tenant, rma: Rma): RmaLine[] => {
  const lines = [...rma.lines];
  for (const reader of body.has('lineItems') ? body.list('lineItems') : []) {
    const id = reader.textOrNull('rmaLineID');
    if (id === null) {
      lines.push(readLine(reader, state, tenant, lines.length + 1));
      continue;
    }
    const at = lines.findIndex((line) => line.rmaLineID.toLowerCase() === id.toLowerCase());
    const line = known(lines[at], `Line '${id}' on RMA ${rma.rma}`);
    lines[at] = editedLine(reader, tenant, line);
  }
  refuseRepeatedLines(lines);
  return lines;
};
