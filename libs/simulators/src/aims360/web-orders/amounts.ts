import type { OrderLine } from '../masters/entities.js';
import { lineNet, percentOf } from '../orders/amounts.js';
import type { TenantSettings } from '../settings.js';
import type { WebOrder, WebOrderLine } from './entities.js';

/** What the web shop says, minor units. */
const shopMerchandise = (webOrder: WebOrder): number =>
  webOrder.lines.reduce((sum, line) => sum + line.price * line.quantity - line.discount, 0);

export const discountTotalOf = (webOrder: WebOrder): number =>
  webOrder.lines.reduce((sum, line) => sum + line.discount, webOrder.discount);

export const webTotalOf = (webOrder: WebOrder): number =>
  shopMerchandise(webOrder) - webOrder.discount + webOrder.tax + webOrder.freight;

/** An amount off another one as a percentage, with as many decimals as AIMS360 keeps (contracts/aims360.md §6). */
const asPercentage = (discount: number, of: number, { discountDecimals }: TenantSettings): number =>
  of === 0 ? 0 : Number(((discount * 100) / of).toFixed(discountDecimals));

export const linePercentage = (line: WebOrderLine, settings: TenantSettings): number =>
  asPercentage(line.discount, line.price * line.quantity, settings);

export const orderPercentage = (webOrder: WebOrder, settings: TenantSettings): number =>
  asPercentage(webOrder.discount, shopMerchandise(webOrder), settings);

/** How much the order would come to more (or less, negative) in AIMS360 than in the shop, because a percentage cannot say the amount. */
export const discountDifference = (webOrder: WebOrder, settings: TenantSettings): number => {
  const merchandise = webOrder.lines
    .map((line): [Pick<OrderLine, 'price' | 'discountPercentage'>, number] => [
      { price: line.price, discountPercentage: linePercentage(line, settings) },
      line.quantity,
    ])
    .reduce((sum, [line, quantity]) => sum + lineNet(line, quantity), 0);
  const net = merchandise - percentOf(merchandise, orderPercentage(webOrder, settings));
  return net - (shopMerchandise(webOrder) - webOrder.discount);
};
