import type { Reader } from '../../input/reader.js';
import { newGuid } from '../ids.js';
import { activeWarehouse, enabledCode, sizeOf, styleColorByID } from '../masters/lookup.js';
import { invalidInput } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import type { RmaLine, RmaSize } from './entities.js';
import type { StyleColor } from '../masters/entities.js';

export const readSize = (reader: Reader, styleColor: StyleColor): RmaSize => {
  const size = sizeOf(styleColor, reader.text('sizeName', 20));
  return {
    sizeName: size.sizeName,
    upc: size.upc,
    authorizedQuantity: reader.whole('authorizedQuantity', 1),
    receivedQuantity: 0,
    restockedQuantity: 0,
    secondsQuantity: 0,
    writtenOffQuantity: 0,
    missingQuantity: 0,
    creditedQuantity: 0,
  };
};

export const readLine = (reader: Reader, state: AimsState, tenant: Tenant, lineNumber: number): RmaLine => {
  const styleColor = styleColorByID(tenant, reader.text('styleColorID'));
  const reason = reader.textOrNull('returnAuthorizationID');
  const warehouse = reader.textOrNull('warehouseID');
  const price = reader.amountFromNumber('price');
  if (price < 0) throw reader.wrong('price', 'must not be negative');
  const sizes = reader.list('sizes').map((size) => readSize(size, styleColor));
  if (sizes.length === 0) throw reader.wrong('sizes', 'must have an entry');
  if (new Set(sizes.map((size) => size.sizeName)).size < sizes.length)
    throw reader.wrong('sizes', 'must name each size once');
  return {
    rmaLineID: newGuid(state, 'rmaLine'),
    lineNumber,
    styleColorID: styleColor.styleColorID,
    style: styleColor.style,
    color: styleColor.color,
    price,
    returnAuthorizationID: reason === null ? null : enabledCode(tenant, 'returnAuthorizations', reason).id,
    warehouseID: warehouse === null ? null : activeWarehouse(tenant, warehouse).warehouseID,
    lineNote: reader.textOrNull('lineNote', 500),
    sizes,
  };
};

/** The same style-colour may stand on two lines only if price, reason or warehouse differ (contracts/aims360.md §4). */
export const refuseRepeatedLines = (lines: readonly RmaLine[]): void => {
  const keys = lines.map((line) =>
    [line.styleColorID, line.price, line.returnAuthorizationID, line.warehouseID].join('|'),
  );
  if (new Set(keys).size < keys.length)
    throw invalidInput('A style-colour may be on two lines only if price, reason or warehouse differ.');
};

export const readLines = (body: Reader, state: AimsState, tenant: Tenant): RmaLine[] => {
  const lines = body.list('lineItems').map((reader, index) => readLine(reader, state, tenant, index + 1));
  if (lines.length === 0) throw body.wrong('lineItems', 'must have an entry');
  refuseRepeatedLines(lines);
  return lines;
};
