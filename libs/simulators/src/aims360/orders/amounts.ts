import type { OrderLine, SalesOrder } from '../masters/entities.js';

/** Minor units that a percentage takes off an amount, rounded half up as at the screen. */
export const percentOf = (amount: number, percentage: number): number => Math.round((amount * percentage) / 100);

/** What so many units of a line come to after the line's discount. Minor units. */
export const lineNet = (line: Pick<OrderLine, 'price' | 'discountPercentage'>, quantity: number): number =>
  line.price * quantity - percentOf(line.price * quantity, line.discountPercentage);

const ordered = (line: OrderLine): number => line.sizes.reduce((sum, size) => sum + size.orderQuantity, 0);

/** Goods after all discounts, without tax and freight. Minor units. */
export const merchandiseOf = (order: SalesOrder): number => {
  const net = order.lines.reduce((sum, line) => sum + lineNet(line, ordered(line)), 0);
  return net - percentOf(net, order.discountPercentage);
};

export const totalOf = (order: SalesOrder): number => merchandiseOf(order) + order.tax + order.freight;
