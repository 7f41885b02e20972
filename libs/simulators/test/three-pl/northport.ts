import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { manualClock, startThreePlSimulator } from '../../src/index.js';
import type { SimClock, Simulator, ThreePlDoor } from '../../src/index.js';

export const SECRET = 'whsec';

export interface Answered {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

/** A webhook as it arrived: the exact bytes. */
export interface Received {
  readonly headers: Record<string, unknown>;
  readonly raw: Buffer;
}

export interface Hook {
  readonly url: string;
  readonly received: Received[];
  /** Statuses to answer with, first ones first; then 200. */
  readonly answers: number[];
  close(): Promise<void>;
}

export const startHook = async (): Promise<Hook> => {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, raw: Buffer.concat(chunks) });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/3pl/oak`,
    received,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** The 3PL with the client OAK, whose webhook is `hook`. */
export interface Northport {
  readonly warehouse: Simulator<ThreePlDoor>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  order(changes?: Record<string, unknown>): Record<string, unknown>;
}

export const northport = async (
  options: { clock?: SimClock; stateFile?: string; webhookUrl?: string } = {},
): Promise<Northport> => {
  const { webhookUrl, ...simulator } = options;
  const warehouse = await startThreePlSimulator({ clock: manualClock('2026-03-06T09:00:00Z'), ...simulator });
  warehouse.door.addClient({
    clientCode: 'OAK',
    apiKey: '3pl-key',
    webhookSecret: SECRET,
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  });
  return {
    warehouse,
    call: async (method, path, body, headers = {}) => {
      const response = await fetch(`${warehouse.url}/v1${path}`, {
        method,
        headers: { authorization: 'Bearer 3pl-key', 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: (await response.json()) as Record<string, unknown> };
    },
    order: (changes = {}) => ({
      client_code: 'OAK',
      warehouse_code: 'WEST1',
      ra_number: '700123',
      external_rma_id: '88400012',
      order_number: 'EC-10442',
      carrier: 'USPS',
      tracking_numbers: ['9400100000000000000001'],
      expected_date: '2026-03-10',
      customer: { name: 'Dana Poe', zip: '10001', country: 'US' },
      accept_unexpected: true,
      lines: [
        { line_no: 1, sku: 'TS100-BLK-M', upc: '012345678905', qty_expected: 2, requested_disposition: 'DEFAULT' },
      ],
      ...changes,
    }),
  };
};
