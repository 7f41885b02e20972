import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVendorClient, VendorError, type VendorClient, type VendorClientOptions } from '@backhaul/vendor-http';

export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Handler = (seen: Seen, response: ServerResponse, request: IncomingMessage) => unknown;

/** A vendor of the test's own: a real HTTP server that keeps what it was asked. */
export class Vendor {
  readonly seen: Seen[] = [];
  readonly #server;

  private constructor(handler: Handler) {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
        this.seen.push(seen);
        handler(seen, response, request);
      });
    });
  }

  static async start(handler: Handler): Promise<Vendor> {
    const vendor = new Vendor(handler);
    await new Promise<void>((resolve) => vendor.#server.listen(0, '127.0.0.1', resolve));
    return vendor;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  client(options: Partial<VendorClientOptions> = {}): VendorClient {
    return createVendorClient({ vendor: 'aims360', baseUrl: this.url, retryReads: { attempts: 1 }, ...options });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** The error that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<VendorError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof VendorError) return error;
    throw error;
  }
  throw new Error('the call did not fail');
}
