import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the vendor treats one request. `lose` applies and hangs up; `drop` hangs up without applying. */
export type Behaviour =
  'apply' | 'refuse' | 'reject' | 'lose' | 'drop' | 'rate-limit' | 'unauthorized' | 'hold' | 'unsure';

export interface Post {
  reference: string;
  body: string;
}

/** A vendor over real HTTP: POST /documents/<reference> creates, GET looks up. Creating twice creates twice, as vendors do. */
export class Vendor {
  readonly posts: Post[] = [];
  readonly documents: Post[] = [];
  lookUps = 0;
  /** For the next requests, in order; then everything is applied. */
  readonly nextPosts: Behaviour[] = [];
  readonly nextLookUps: Behaviour[] = [];
  readonly #held: (() => void)[] = [];
  readonly #server = createServer((request, response) => void this.#handle(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get held(): number {
    return this.#held.length;
  }

  releaseOldest(): void {
    this.#held.shift()?.();
  }

  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  documentsOf(reference: string): Post[] {
    return this.documents.filter((document) => document.reference === reference);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reference = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
    const body = await bodyOf(request);
    if (request.method === 'GET') return this.#lookUp(reference, response);
    const post = { reference, body };
    this.posts.push(post);
    await this.#create(post, this.nextPosts.shift() ?? 'apply', response);
  }

  async #create(post: Post, behaviour: Behaviour, response: ServerResponse): Promise<void> {
    if (behaviour === 'hold') await new Promise<void>((resolve) => this.#held.push(resolve));
    if (behaviour === 'drop') return void response.socket?.destroy();
    if (behaviour === 'rate-limit') return answer(response, 429, { error: 'slow down' });
    if (behaviour === 'unauthorized') return answer(response, 401, { error: 'token' });
    if (behaviour === 'refuse') return answer(response, 422, { error: 'SKU unknown' });
    if (behaviour === 'reject') return answer(response, 400, { error: 'malformed' });
    this.documents.push(post);
    if (behaviour === 'lose') return void response.socket?.destroy();
    answer(response, 201, { number: `DOC-${this.documents.length}` });
  }

  async #lookUp(reference: string, response: ServerResponse): Promise<void> {
    this.lookUps += 1;
    const behaviour = this.nextLookUps.shift();
    if (behaviour === 'hold') await new Promise<void>((resolve) => this.#held.push(resolve));
    if (behaviour === 'unsure') return answer(response, 503, { error: 'search is down' });
    const index = this.documents.findIndex((document) => document.reference === reference);
    if (index < 0) return answer(response, 404, {});
    answer(response, 200, { number: `DOC-${index + 1}` });
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
