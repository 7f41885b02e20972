import { manualClock, startAims360Simulator } from '../../src/index.js';
import type { Aims360Door, SimClock, Simulator, TenantMasters } from '../../src/index.js';

export const ACCOUNT = 'NORTHFOLD';
export const UPC_M = '195001000017';
export const UPC_L = '195001000024';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // A test reads wire fields by name; what is not there makes the expectation fail.
  readonly json: Record<string, never>;
}

/** Northfold Outfitters' AIMS360 with one shipped Shopify order: two jackets in M, one in L, 126.00 each. */
export interface Northfold {
  readonly aims: Simulator<Aims360Door>;
  readonly masters: TenantMasters;
  readonly styleColorID: string;
  readonly order: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  token(fields?: Record<string, string>): Promise<Answered>;
  rmaBody(changes?: Record<string, unknown>): Record<string, unknown>;
}

const answered = async (response: Response): Promise<Answered> => {
  const text = await response.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Answered['json']) : ({} as Answered['json']);
  return { status: response.status, headers: response.headers, json };
};

const credentials = {
  grant_type: 'password',
  client_id: 'A1B2C3D4-0000-4000-8000-00000000C11E',
  client_secret: 'primary',
  username: 'backhaul',
  password: 'correct horse',
};

export const northfold = async (options: { clock?: SimClock; stateFile?: string } = {}): Promise<Northfold> => {
  const aims = await startAims360Simulator({ clock: manualClock('2026-09-14T09:00:00Z'), ...options });
  const masters = aims.door.addTenant({
    accountCode: ACCOUNT,
    clientId: credentials.client_id,
    clientSecret: credentials.client_secret,
    secondarySecret: 'secondary',
    username: credentials.username,
    password: credentials.password,
  });
  const styleColor = aims.door.addStyleColor(ACCOUNT, {
    style: 'RIDGE',
    color: 'PINE',
    retailPrice: 14_000,
    sizes: [
      { sizeName: 'M', upc: UPC_M, openingStock: { MAIN: 10 } },
      { sizeName: 'L', upc: UPC_L, openingStock: { MAIN: 10 } },
    ],
  });
  const order = aims.door.addOrder(ACCOUNT, {
    thirdPartyOrderID: '5511223344556',
    customerPurchaseOrder: '#20418',
    tax: 3_024,
    lines: [
      { upc: UPC_M, quantity: 2, price: 12_600 },
      { upc: UPC_L, quantity: 1, price: 12_600 },
    ],
  });
  const token = async (fields: Record<string, string> = {}): Promise<Answered> =>
    answered(
      await fetch(`${aims.url}/authentication/v1/authentication/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...credentials, ...fields }),
      }),
    );
  const bearer = String((await token()).json.access_token);
  const call: Northfold['call'] = async (method, path, body, headers = {}) =>
    answered(
      await fetch(`${aims.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const styleColorID = String(styleColor.styleColorID);
  const rmaBody: Northfold['rmaBody'] = (changes = {}) => ({
    customerAccount: 'SHPFY-US',
    order: order.order,
    thirdPartyReturnID: '88120045',
    source: 'API',
    warehouseID: masters.warehouses.RETURNS3PL,
    returnAuthorizationID: masters.codes.returnAuthorizations.FIT,
    entered: '2026-09-14',
    currencyCode: 'USD',
    tax: 10.08,
    lineItems: [{ styleColorID, price: 126.0, sizes: [{ sizeName: 'M', authorizedQuantity: 1 }] }],
    ...changes,
  });
  return { aims, masters, styleColorID, order: String(order.order), call, token, rmaBody };
};

/** A list answer's rows. */
export const rowsIn = (answer: Answered): Record<string, never>[] =>
  answer.json.value as unknown as Record<string, never>[];
export const errorCode = (answer: Answered): string => (answer.json.error as { code: string } | undefined)?.code ?? '';
