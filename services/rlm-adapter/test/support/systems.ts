import { systemClock, type Clock } from '@backhaul/contracts';
import {
  startRlmSimulator,
  startThreePlSimulator,
  type RlmDoor,
  type Simulator,
  type ThreePlDoor,
} from '@backhaul/simulators';
import { merchantSchema } from '../../src/config.js';
import { RlmClient } from '../../src/rlm/rest/client.js';
import type { RlmPort } from '../../src/rlm/port.js';
import type { RlmOrder } from '../../src/exchange-order/rlm-order.js';
import { SoapClient, type PeoplesWord } from '../../src/rlm/soap/client.js';
import type { OrderMemory } from '../../src/rlm/soap/orders.js';
import { ThreePlClient } from '../../src/three-pl/rest/client.js';
import type { ThreePlPort } from '../../src/three-pl/port.js';
import type { VendorCall } from '../../src/vendor-call.js';
import { BLACK_M, BLACK_S, RED_M } from './returns.js';

export const COMPANY = 7;
export const LOCATION = 'gid://shopify/Location/77';
export const CLIENT = 'OAKLINEN';
export const webhookSecret = 'warehouse-secret';

export interface RlmSystem {
  readonly simulator: Simulator<RlmDoor>;
  readonly door: RlmDoor;
  /** The merchant's section as it stands in the configuration file. */
  readonly section: Record<string, unknown>;
  client(change?: Record<string, unknown>, clock?: Clock): RlmPort;
  /** What somebody else does in RLM. */
  post(path: string, body?: object): Promise<unknown>;
  /** What turns the section into one that talks over the legacy services. */
  readonly soap: Record<string, unknown>;
  /** Over the legacy services; `word` is what people said so far. */
  soapClient(word?: PeoplesWord, change?: Record<string, unknown>, orders?: OrderMemory): RlmPort;
}

/** Remembers the orders that were sent, as the database does. */
export function ordersInMind(): OrderMemory {
  const sent = new Map<string, RlmOrder | null>();
  const name = (id: string, division: number): string => `${id} ${division}`;
  return {
    begin(id, division) {
      const isNew = !sent.has(name(id, division));
      if (isNew) sent.set(name(id, division), null);
      return Promise.resolve(isNew);
    },
    forget: (id, division) => Promise.resolve(void sent.delete(name(id, division))),
    keep: (id, order) => Promise.resolve(void sent.set(name(id, order.division), order)),
    of: (id) =>
      Promise.resolve([...sent].flatMap(([key, order]) => (key.startsWith(`${id} `) && order !== null ? [order] : []))),
  };
}

/** Nobody has said anything yet, and every credit is free. */
export const silence: PeoplesWord = { said: () => Promise.resolve(null), claim: () => Promise.resolve(true) };

/** RLM with the company of Oak & Linen and one order: two black shirts and a red one, shipped from warehouse 1. */
export async function openRlm(): Promise<RlmSystem> {
  const simulator = await startRlmSimulator();
  const { door } = simulator;
  const settings = { callsPerMinute: 10_000 };
  door.addCompany({ company: COMPANY, apiKey: 'rlm-key', locations: { '1': LOCATION }, settings });
  shippedOrder(door, '6611223344556');
  const section = {
    baseUrl: simulator.url,
    company: COMPANY,
    apiKey: 'rlm-key',
    division: 20,
    account: 'WEB0000',
    warehouse: 1,
    callsPerMinute: 10_000,
  };
  const soap = {
    transport: 'soap',
    soap: {
      servicePath: '/OAK/services',
      user: 'backhaul',
      lookSeconds: 0.3,
      warehouses: [
        { number: 1, locationId: LOCATION, secondQualityWarehouse: 91 },
        { number: 2, secondQualityWarehouse: 91 },
        { number: 3 },
        { number: 91, quality: 'second' },
      ],
    },
  };
  return {
    simulator,
    door,
    section,
    soap,
    soapClient(word = silence, change = {}, orders = ordersInMind()) {
      const { soap: part, ...rest } = sections({ rlm: { ...section, ...soap, ...change } }).rlm;
      if (part === undefined) throw new Error('the part soap is there');
      return new SoapClient({ ...rest, soap: part }, { word, orders });
    },
    async post(path, body = {}) {
      const headers = { authorization: 'Bearer rlm-key', 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${simulator.url}/v1/companies/${COMPANY}${path}`, init);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    client: (change = {}, clock = systemClock) =>
      new RlmClient(sections({ rlm: { ...section, ...change } }).rlm, { clock }),
  };
}

/** Adds the order as RLM imported and shipped it. */
export function shippedOrder(door: RlmDoor, orderId: string, o: { shipped?: boolean; customerPo?: string } = {}): void {
  const goods = [
    { sku: BLACK_M, quantity: 2, tax: 710 },
    { sku: RED_M, quantity: 1, tax: 355 },
    { sku: BLACK_S, quantity: 1, tax: 355 },
  ];
  const lines = goods.map(({ sku, ...rest }) => ({ externalLineId: `line-${sku}`, sku, price: 4000, ...rest }));
  door.addOrder(COMPANY, { externalOrderId: orderId, customerPo: 'EC-10442', lines, ...o });
}

export interface Warehouse {
  readonly simulator: Simulator<ThreePlDoor>;
  readonly door: ThreePlDoor;
  readonly section: Record<string, unknown>;
  client(change?: Record<string, unknown>): ThreePlPort;
}

/** A 3PL with one client. Without a webhook address its receipts must be polled. */
export async function openWarehouse(webhookUrl?: string): Promise<Warehouse> {
  const simulator = await startThreePlSimulator();
  const { door } = simulator;
  const address = webhookUrl === undefined ? {} : { webhookUrl };
  door.addClient({ clientCode: CLIENT, apiKey: '3pl-key', webhookSecret, callsPerMinute: 10_000, ...address });
  const section = {
    baseUrl: simulator.url,
    apiKey: '3pl-key',
    clientCode: CLIENT,
    warehouseCode: 'WEST1',
    webhookSecrets: [webhookSecret],
    callsPerMinute: 10_000,
  };
  return {
    simulator,
    door,
    section,
    client(change = {}) {
      const { threepl } = sections({ threepl: { ...section, ...change } });
      if (threepl.kind !== 'rest') throw new Error('this warehouse has a REST API');
      return new ThreePlClient(threepl);
    },
  };
}

const anyRlm = { baseUrl: 'http://rlm', company: 1, apiKey: 'k', division: 1, account: 'A', warehouse: 1 };
const anyThreePl = {
  ...{ baseUrl: 'http://3pl', apiKey: 'k', clientCode: 'C', warehouseCode: 'W' },
  webhookSecrets: ['s'],
};

function sections(part: Record<string, unknown>) {
  const { rlm, threepl } = merchantSchema.parse({ rlm: anyRlm, threepl: anyThreePl, ...part });
  if (rlm === undefined || threepl === undefined) throw new Error('both sections are there');
  return { rlm, threepl };
}

/** A call as the effect runner makes it. */
export const call = (key: string): VendorCall => ({ key, correlationId: 'oaklinen-88400012' });
