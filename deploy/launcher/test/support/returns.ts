import { NORTHFOLD, northfoldOrder, OAK_LINEN, oakLinenOrder, submit, type Simulators } from '../../src/index.js';

export const shopper = { email: 'ida.berg@northfold.example', firstName: 'Ida', lastName: 'Berg' };
const because = { quantity: 1, reason: 'Too warm', parentReason: 'Not as expected' };

const JACKET = 'NFJKT-SLATE-M';
export const SHIRT = 'OLSHT-WHITE-M';

/** One jacket, bought at Northfold and sent back. Gives our id of the return. */
function submitJacket(simulators: Simulators): Promise<string> {
  const order = northfoldOrder(simulators, [{ sku: JACKET, quantity: 1 }], shopper);
  return submit(simulators, NORTHFOLD, order, { sendsBack: [{ sku: JACKET, ...because }] });
}

/** One shirt, bought at Oak & Linen and sent back. Gives our id of the return. */
export function submitShirt(simulators: Simulators): Promise<string> {
  const order = oakLinenOrder(simulators, [{ sku: SHIRT, quantity: 1 }], shopper);
  return submit(simulators, OAK_LINEN, order, { sendsBack: [{ sku: SHIRT, ...because }] });
}

/** A return at each merchant. */
export function submitBoth(simulators: Simulators): Promise<string[]> {
  return Promise.all([submitJacket(simulators), submitShirt(simulators)]);
}
