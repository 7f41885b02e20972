import { NORTHFOLD, northfoldOrder, OAK_LINEN, oakLinenOrder, submit, type Simulators } from '@backhaul/launcher';
import type { PlannedReturn } from '../plan/returns.js';
import type { Submitted } from './submitted.js';

/** A shopper buys, receives, and submits the return in Loop. */
export async function submitPlanned(simulators: Simulators, planned: PlannedReturn): Promise<Submitted> {
  const { store, number: nth, bought, sentBack } = planned;
  const shopper = { email: `shopper-${nth}@${store}.example`, firstName: 'Shopper', lastName: `No. ${nth}` };
  const lines = bought.map((line) => ({ ...line }));
  const because = { reason: 'Too small', parentReason: 'Fit' };
  const errand = { sendsBack: sentBack.map((line) => ({ ...line, ...because })) };
  const merchantId = store === 'northfold' ? NORTHFOLD : OAK_LINEN;
  const order = (store === 'northfold' ? northfoldOrder : oakLinenOrder)(simulators, lines, shopper);
  const returnId = await submit(simulators, merchantId, order, errand);
  return { planned, returnId, number: returnId.slice(merchantId.length + 1), orderId: order.id };
}
