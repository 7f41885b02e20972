import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the vendor is at the moment. `refusing`: nothing listens any more. */
export type Condition = 'well' | 'unavailable' | 'refusing' | 'overloaded';

export interface Seen {
  readonly at: number;
  readonly method: string;
  readonly reference: string;
  readonly status: number;
}

/** Creates documents by POST and shows them by GET, over real HTTP; keeps a log by the clock of the test. */
export class OutageVendor {
  readonly log: Seen[] = [];
  readonly documents: string[] = [];
  #condition: Condition = 'well';
  #port = 0;
  #server: Server | undefined;

  constructor(
    private readonly now: () => number,
    private readonly retryAfterSeconds: number,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async become(condition: Condition): Promise<void> {
    this.#condition = condition;
    if (condition === 'refusing') return this.close();
    if (this.#server !== undefined) return;
    const server = createServer((request, response) => this.#answer(request, response));
    await new Promise<void>((listening) => server.listen(this.#port, '127.0.0.1', listening));
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url = '' } = request;
    const reference = decodeURIComponent(url.split('/').at(-1) ?? '');
    const status = this.#statusOf(method, reference);
    this.log.push({ at: this.now(), method, reference, status });
    if (status === 201) this.documents.push(reference);
    const wait = status === 429 ? { 'retry-after': String(this.retryAfterSeconds) } : {};
    response.writeHead(status, { 'content-type': 'application/json', ...wait }).end('{}');
  }

  #statusOf(method: string, reference: string): number {
    if (this.#condition === 'unavailable') return 503;
    if (this.#condition === 'overloaded') {
      this.#condition = 'well';
      return 429;
    }
    if (method === 'POST') return 201;
    return this.documents.includes(reference) ? 200 : 404;
  }
}
