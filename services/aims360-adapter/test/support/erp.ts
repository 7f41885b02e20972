import type { Clock } from '@backhaul/contracts';
import { startAims360Simulator, type Aims360Door, type Simulator, type SimulatorOptions } from '@backhaul/simulators';
import { aims360Client, type Exports } from '../../src/aims360/client.js';
import type { Aims360Port } from '../../src/aims360/port.js';
import type { AdjustmentDraft } from '../../src/aims360-rma/offset/adjustment.js';
import type { RmaDraft } from '../../src/aims360-rma/rma-draft.js';
import { merchantSchema, type Aims360Section } from '../../src/config.js';
import { authorize, usd } from './returns.js';
import { run } from './run.js';

export const ACCOUNT = 'NORTHFOLD';
export const UPC_M = '195001000017';
export const UPC_L = '195001000024';

export interface TestErp {
  readonly simulator: Simulator<Aims360Door>;
  readonly door: Aims360Door;
  /** The merchant's section as it stands in the configuration file. */
  readonly section: Record<string, unknown>;
  client(o?: { clock?: Clock; section?: Record<string, unknown>; timeZone?: string; exports?: Exports }): Aims360Port;
  /** As the vendor's own link or a person makes an RMA. */
  makeRma(externalReturnId: string): Promise<void>;
  /** Vendor calls on this path, in any case of letters. */
  calls(path: RegExp, method?: string): Simulator<Aims360Door>['calls'];
}

const credentialsOf = (accountCode: string) => ({
  clientId: `A1B2C3D4-${accountCode}`,
  clientSecret: 'primary',
  username: 'backhaul',
  password: 'correct horse',
});

/** Jackets in two sizes; adding them again changes nothing. */
const jacketIn = (door: Aims360Door, accountCode: string) =>
  door.addStyleColor(accountCode, {
    style: 'RIDGE',
    color: 'PINE',
    sizes: [
      { sizeName: 'M', upc: UPC_M, openingStock: { MAIN: 10 } },
      { sizeName: 'L', upc: UPC_L, openingStock: { MAIN: 10 } },
    ],
  });

/** Opens a merchant's AIMS360, and returns its section as it stands in the configuration file. */
export function openMerchant({ url, door }: Simulator<Aims360Door>, accountCode: string) {
  const credentials = credentialsOf(accountCode);
  door.addTenant({ accountCode, ...credentials });
  door.configure(accountCode, { callsPerMinute: 5000 });
  jacketIn(door, accountCode);
  const codes = { customerAccount: 'SHPFY-US', warehouse: 'MAIN', secondsWarehouse: 'SECONDS', reason: 'OTHER' };
  return { section: { baseUrl: url, ...credentials, ...codes, timeoutSeconds: 1, callsPerMinute: 5000 } };
}

/** Northfold's AIMS360 with one shipped order, #20418: three jackets in M and one in L, 126.00 net each. */
export async function openErp(options: SimulatorOptions = {}): Promise<TestErp> {
  const simulator = await startAims360Simulator(options);
  const { door } = simulator;
  const { section } = openMerchant(simulator, ACCOUNT);
  importOrder(door, '5511223344556', '#20418');
  return {
    simulator,
    door,
    section,
    client: ({ clock = simulator.clock, section: change = {}, timeZone = 'America/Chicago', exports } = {}) =>
      aims360Client(parsed({ ...section, ...change }), timeZone, { clock }, exports),
    makeRma: rmaMaker(simulator, ACCOUNT),
    calls: (path, method) =>
      simulator.calls.filter((call) => path.test(call.path) && (method === undefined || call.method === method)),
  };
}

/** Makes RMAs in a single call of our own making, as the vendor's own link or a person would. */
export function rmaMaker({ url, door }: Simulator<Aims360Door>, accountCode: string) {
  let token: Promise<string> | undefined;
  return async (externalReturnId: string, source = 'API'): Promise<void> => {
    const { warehouses, codes } = door.masters(accountCode);
    const { styleColorID } = jacketIn(door, accountCode);
    const body = {
      customerAccount: 'SHPFY-US',
      thirdPartyReturnID: externalReturnId,
      source,
      warehouseID: warehouses['MAIN'],
      returnAuthorizationID: codes.returnAuthorizations['OTHER'],
      lineItems: [{ styleColorID, price: 126, sizes: [{ sizeName: 'M', authorizedQuantity: 1 }] }],
    };
    token ??= login(url, accountCode);
    const headers = { authorization: `Bearer ${await token}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/returns/v1.0/rma?by=hand`, init);
    if (!answer.ok) throw new Error(await answer.text());
  };
}

async function login(url: string, accountCode: string): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret, username, password } = credentialsOf(accountCode);
  const body = new URLSearchParams({ grant_type: 'password', client_id, client_secret, username, password });
  const answer = await fetch(`${url}/authentication/v1/authentication/token`, { method: 'POST', body });
  return String(((await answer.json()) as { access_token: unknown }).access_token);
}

function parsed(section: Record<string, unknown>): Aims360Section {
  const { aims360 } = merchantSchema.parse({ aims360: section });
  if (aims360 === undefined) throw new Error('the section is there');
  return aims360;
}

/** "Import Orders from Shopify": three jackets in M, one in L. */
export function importOrder(door: Aims360Door, orderId: string, orderName: string, accountCode = ACCOUNT): void {
  door.addOrder(accountCode, {
    thirdPartyOrderID: orderId,
    customerPurchaseOrder: orderName,
    lines: [
      { upc: UPC_M, quantity: 3, price: 12600 },
      { upc: UPC_L, quantity: 1, price: 12600 },
    ],
    tax: 4032,
  });
}

/** What the aggregate would ask for: one jacket in M, unless told otherwise. */
export function draft(change: Partial<RmaDraft> = {}): RmaDraft {
  const [call] = run([authorize()]).calls;
  return { ...(call?.payload as RmaDraft), ...change };
}

export const unit = (change: Partial<RmaDraft['units'][number]> = {}): RmaDraft['units'][number] => ({
  unitId: 'u1',
  sku: 'RIDGE-PINE-M',
  barcode: UPC_M,
  price: usd(12600),
  reason: null,
  ...change,
});

/** A debit against the credit memo of this number. */
export const debit = (creditDocument: string, change: Partial<AdjustmentDraft> = {}): AdjustmentDraft => ({
  returnId: 'northfold-88120045',
  customerAccount: 'SHPFY-US',
  kind: 'debit',
  purpose: 'refund',
  creditDocument,
  amount: usd(13608),
  reason: 'SHOPREF',
  reference: 'LOOP-88120045-R',
  notes: 'Shopify refund #20418',
  ...change,
});

/** The RMA of the return is made, received and credited; returns the number of the credit memo. */
export async function creditedRma(erp: TestErp): Promise<string> {
  await erp.client().createRma(draft());
  erp.door.operatorReceive(ACCOUNT, '88120045');
  return String(erp.door.operatorConfirmCredit(ACCOUNT, '88120045')['creditMemo']);
}

/** Every page of a change list, in one list. */
export async function everything<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const list: T[] = [];
  for await (const page of pages) list.push(...page);
  return list;
}

export const never = new AbortController().signal;
export const longAgo = new Date('2020-01-01T00:00:00Z');
