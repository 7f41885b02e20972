import { OrderRefused } from '../order-refused.js';
import type { RlmOrders } from '../orders-port.js';

/** Exchange orders where RLM is reached over its legacy services: a person enters them, by the values of the task. */
export const ordersByHand: RlmOrders = {
  find: () => Promise.resolve([]),
  raNumbersOf: () => Promise.resolve([]),
  divisionsOf: () => Promise.reject(refused()),
  create: () => Promise.reject(refused()),
};

const refused = (): OrderRefused =>
  new OrderRefused('RLM is reached over its legacy services here: enter the order by hand');
