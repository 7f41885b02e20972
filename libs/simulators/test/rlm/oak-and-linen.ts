import { manualClock, startRlmSimulator } from '../../src/index.js';
import type { RlmDoor, SimClock, Simulator } from '../../src/index.js';

export const COMPANY = 7;
export const ORDER = 'gid://shopify/Order/6611223344001';
export const LINE_A = 'gid://shopify/LineItem/71001';
export const LINE_B = 'gid://shopify/LineItem/71002';
export const LINE_C = 'gid://shopify/LineItem/71003';
export const SKU_A = 'TS100-BLK-M';
export const SKU_B = 'TS100-RED-M';
export const SKU_C = 'PT200-NVY-32-30';
const LOCATION_EAST = 'gid://shopify/Location/9002';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

/** Oak & Linen's RLM with one shipped order: 2 × A and 1 × B from West, 1 × C (another division) from North. */
export interface OakAndLinen {
  readonly rlm: Simulator<RlmDoor>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  raBody(changes?: Record<string, unknown>): Record<string, unknown>;
  /** Creates and transmits the RA for two units of A; answers its number. */
  transmittedRa(): Promise<number>;
  receiptBody(ra: number | null, lines: readonly unknown[], changes?: Record<string, unknown>): Record<string, unknown>;
  refundBody(lines: readonly unknown[], changes?: Record<string, unknown>): Record<string, unknown>;
  refundLine(changes?: Record<string, unknown>): Record<string, unknown>;
}

export const itemsIn = ({ json }: Answered): Record<string, unknown>[] => json.items as Record<string, unknown>[];

export const oakAndLinen = async (options: { clock?: SimClock; stateFile?: string } = {}): Promise<OakAndLinen> => {
  const rlm = await startRlmSimulator({ clock: manualClock('2026-03-02T09:00:00Z'), ...options });
  rlm.door.addCompany({
    company: COMPANY,
    apiKey: 'rlm-key',
    locations: { '1': 'gid://shopify/Location/9001', '2': LOCATION_EAST },
    settings: { callsPerMinute: 1_000 },
  });
  rlm.door.addOrder(COMPANY, {
    externalOrderId: ORDER,
    customerPo: '#10442',
    lines: [
      { externalLineId: LINE_A, sku: SKU_A, quantity: 2, price: 4_000, tax: 710 },
      { externalLineId: LINE_B, sku: SKU_B, quantity: 1, price: 3_000, tax: 266 },
      { externalLineId: LINE_C, sku: SKU_C, quantity: 1, price: 9_000, tax: 799, warehouse: 3 },
    ],
  });
  const call: OakAndLinen['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${rlm.url}/v1/companies/${COMPANY}${path}`, {
      method,
      headers: { authorization: 'Bearer rlm-key', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = (await response.json()) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, json };
  };
  const raBody: OakAndLinen['raBody'] = (changes = {}) => ({
    external_rma_id: '88400012',
    external_system: 'LOOP',
    external_order_id: ORDER,
    lines: [{ sku: SKU_A, external_line_id: LINE_A, qty_authorized: 2, reason_code: 'PF', reason_text: 'Too small' }],
    ...changes,
  });
  return {
    rlm,
    call,
    raBody,
    transmittedRa: async () => {
      const ra = Number(itemsIn(await call('POST', '/return-authorizations', raBody()))[0]?.ra_number);
      await call('POST', `/return-authorizations/${ra}/transmit`);
      return ra;
    },
    receiptBody: (ra, lines, changes = {}) => ({
      threepl_code: 'NORTHPORT',
      receipt_id: 'RCV880017',
      ra_number: ra,
      received_at: '2026-03-09T15:20:00Z',
      warehouse: 1,
      final: true,
      lines,
      ...changes,
    }),
    refundBody: (lines, changes = {}) => ({
      refund_id: 'gid://shopify/Refund/81001',
      external_order_id: ORDER,
      created_at: '2026-03-10T10:00:00Z',
      currency: 'USD',
      money_refunded: '87.10',
      freight: '0.00',
      lines,
      ...changes,
    }),
    refundLine: (changes = {}) => ({
      external_line_id: LINE_A,
      quantity: 2,
      restock_type: 'RETURN',
      location_id: null,
      subtotal: '80.00',
      tax: '7.10',
      ...changes,
    }),
  };
};
