import { Reader } from '../../input/reader.js';
import { itemBy } from '../items-by.js';
import type { Code } from '../masters/entities.js';
import { itemByUpcOrSku, warehouseByCode } from '../masters/lookup.js';
import { toWire } from '../money.js';
import { thirdPartyOrderID } from '../orders/find.js';
import { AimsRefusal, invalidInput, known } from '../refusal.js';
import { createRma } from '../rma/create.js';
import type { AimsState, Tenant } from '../state.js';
import { note } from './link.js';
import type { LoopLink } from './entities.js';

interface LinkLine {
  styleColorID: string;
  price: number;
  sizes: { sizeName: string; authorizedQuantity: number }[];
}

const anyText = (reader: Reader, name: string): string | null => {
  const value = reader.source[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

/** Loop lists one line per unit; the RMA has one per style-colour and price. */
const linesOf = (body: Reader, tenant: Tenant): LinkLine[] => {
  const lines: LinkLine[] = [];
  for (const unit of body.list('line_items')) {
    const { styleColor, size } = itemByUpcOrSku(tenant, unit.textOrNull('barcode'), unit.textOrNull('sku'));
    const price = toWire(unit.amountFromText('price') - unit.amountFromText('discount'));
    const { styleColorID } = styleColor;
    let line = lines.find((each) => each.styleColorID === styleColorID && each.price === price);
    if (line === undefined) lines.push((line = { styleColorID, price, sizes: [] }));
    const counted = line.sizes.find((each) => each.sizeName === size.sizeName);
    if (counted === undefined) line.sizes.push({ sizeName: size.sizeName, authorizedQuantity: 1 });
    else counted.authorizedQuantity += 1;
  }
  return lines;
};

const reasonOf = (tenant: Tenant, { reason }: LoopLink): Code =>
  known(
    tenant.codes.returnAuthorizations.find((each) => each.code === reason),
    `Reason '${reason}'`,
  );

/**
 * What the vendor's link does with Loop's `return.created`: an RMA with the store's one default warehouse and one default reason
 * (contracts/aims360.md §4.1). A return that has an RMA already gets no second one.
 */
export const returnCreated = (state: AimsState, tenant: Tenant, link: LoopLink, input: unknown, now: Date): void => {
  const body = new Reader(input, invalidInput);
  const returnId = known(anyText(body, 'id') ?? undefined, 'The return');
  const orderId = anyText(body, 'provider_order_id') ?? '';
  try {
    const tax = body.list('line_items').reduce((sum, unit) => sum + unit.amountFromText('tax'), 0);
    const order = itemBy(tenant.orders, thirdPartyOrderID, orderId);
    const draft = {
      customerAccount: order?.customerAccount ?? tenant.customerAccount,
      ...(order === undefined ? {} : { orderID: order.orderID }),
      customerPurchaseOrder: body.textOrNull('order_name'),
      thirdPartyOrderID: orderId,
      thirdPartyReturnID: returnId,
      source: 'Loop',
      warehouseID: warehouseByCode(tenant, link.warehouse).warehouseID,
      returnAuthorizationID: reasonOf(tenant, link).id,
      currencyCode: body.textOrNull('currency'),
      tax: toWire(tax),
      lineItems: linesOf(body, tenant),
    };
    const { rma } = createRma(state, tenant, draft, 'loop-link', now);
    note(link, now, returnId, `made RMA ${rma}`);
  } catch (error) {
    if (!(error instanceof AimsRefusal)) throw error;
    note(link, now, returnId, `made no RMA: ${error.message}`);
  }
};
