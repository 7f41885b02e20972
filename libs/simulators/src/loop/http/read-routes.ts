import type { Request, Response } from 'express';
import { isoTime } from '../formats.js';
import type { LoopReturn } from '../returns/loop-return.js';
import type { LoopShop } from '../state.js';
import { detailsView } from '../views/details-view.js';
import type { World } from '../world.js';

/** `GET /warehouse/return/details` by return or order; "not found" comes with HTTP 200. */
export function returnDetails(world: World, shop: LoopShop, request: Request, response: Response): void {
  const { return_id: returnId, order_id: orderId, order_name: orderName, currency_type: type } = request.query;
  const own = world.kernel.state.returns.filter((one) => one.shop === shop.shop);
  const found = own.filter(
    (one) => one.id === returnId || one.providerOrderId === orderId || one.orderName === orderName,
  );
  const [first] = found;
  if (first === undefined) return void response.json({ error: { message: 'No return found with this ID.' } });
  const single = returnId !== undefined && shop.quirks.details === 'object';
  const view = (one: LoopReturn) => detailsView(shop, one, type === 'presentment' ? 'presentment' : 'shop');
  response.json(single ? view(first) : found.map(view));
}

/** `GET …/{id}/notes`: a return without notes answers 422 with the body `false`. */
export function returnNotes(shop: LoopShop, one: LoopReturn | undefined, response: Response): void {
  const notes = (one?.notes ?? []).map(({ id, content, createdAt }) => ({
    id,
    content,
    created_at: isoTime(createdAt),
  }));
  if (notes.length === 0) return void response.status(422).json(false);
  response.json(shop.quirks.notes === 'array' ? notes : { notes });
}
