import { oakLinenErrands, northfoldErrands, type Errand } from './errands.js';
import { NORTHFOLD, northfoldOrder } from './northfold.js';
import { OAK_LINEN, oakLinenOrder } from './oak-linen.js';
import type { Simulators } from './simulators.js';

/** Shoppers of both merchants buy, receive and submit their returns. Returns our ids of them. */
export function submitReturns(simulators: Simulators): Promise<string[]> {
  return Promise.all([
    ...northfoldErrands.map((errand) =>
      submit(simulators, NORTHFOLD, northfoldOrder(simulators, errand.lines, errand.shopper), errand),
    ),
    ...oakLinenErrands.map((errand) =>
      submit(simulators, OAK_LINEN, oakLinenOrder(simulators, errand.lines, errand.shopper), errand),
    ),
  ]);
}

/** Submits one return in Loop: one unit per line, however many of one size there are. */
export async function submit(
  { loop }: Simulators,
  merchantId: string,
  order: { id: string; lines: { id: string; sku: string }[] },
  errand: Pick<Errand, 'sendsBack' | 'wants'>,
): Promise<string> {
  const units = errand.sendsBack.flatMap(({ sku, quantity, reason, parentReason }) => {
    const line = order.lines.find((candidate) => candidate.sku === sku);
    if (line === undefined) throw new Error(`the order has no line with ${sku}`);
    return Array.from({ length: quantity }, () => ({ providerLineItemId: line.id, reason, parentReason }));
  });
  const wish = errand.wants === undefined ? {} : { exchangeFor: errand.wants };
  const { id } = await loop.door.submitReturn({ shop: merchantId, orderId: order.id, units, ...wish });
  return `${merchantId}-${id}`;
}
