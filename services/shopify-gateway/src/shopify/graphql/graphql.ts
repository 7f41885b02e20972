import { setTimeout as pause } from 'node:timers/promises';
import { createVendorClient, type VendorClient, type VendorMetrics } from '@backhaul/vendor-http';
import type { Clock } from '@backhaul/contracts';
import type { z } from 'zod';
import type { ShopifySection } from '../../config.js';
import { fitting } from '../values.js';
import { isThrottled, readEnvelope, refusalOf, throttled, throttledForMs, type Envelope } from './errors.js';
import { TokenSource } from './token.js';
import { VersionWatch } from './version-watch.js';

/** A GraphQL document and the shape of what it answers. */
export interface GraphqlDocument<T> {
  /** For messages: `the order`. */
  readonly what: string;
  readonly text: string;
  readonly answer: z.ZodType<T>;
}

export type Variables = Readonly<Record<string, unknown>>;

interface ClientLog {
  debug(facts: object, message?: string): void;
  warn(facts: object, message?: string): void;
}

export interface GraphqlParts {
  clock: Clock;
  log?: ClientLog;
  metrics?: VendorMetrics;
}

/** A full bucket refills in about 20 s, so a query that fits at all fits within these waits. */
const LONGEST_WAIT_MS = 15_000;
const ATTEMPTS = 4;
const JITTER_MS = 250;

/** The Admin API of one shop (contracts/shopify.md §1, §5). */
export class Graphql {
  readonly #http: VendorClient;
  readonly #path: string;
  readonly #versions: VersionWatch;

  constructor(section: ShopifySection, { clock, ...observers }: GraphqlParts) {
    const shared = { baseUrl: section.baseUrl, clock, ...observers };
    const tokens = new TokenSource(createVendorClient({ vendor: 'Shopify login', ...shared }), section, clock);
    this.#http = createVendorClient({
      vendor: 'Shopify',
      headers: async () => ({ 'X-Shopify-Access-Token': await tokens.current() }),
      onUnauthorized: () => tokens.renew(),
      ...shared,
    });
    this.#path = `/admin/api/${section.apiVersion}/graphql.json`;
    this.#versions = new VersionWatch(section.apiVersion, observers.log);
  }

  /** The API version that answered last; null before the first answer. */
  get servedVersion(): string | null {
    return this.#versions.served;
  }

  /** Reads. */
  query<T>(document: GraphqlDocument<T>, variables: Variables, signal?: AbortSignal): Promise<T> {
    return this.#run(document, variables, true, signal);
  }

  /** Changes something: sent once, except when the shop surely did not look at it. */
  mutate<T>(document: GraphqlDocument<T>, variables: Variables, signal?: AbortSignal): Promise<T> {
    return this.#run(document, variables, false, signal);
  }

  async #run<T>(
    document: GraphqlDocument<T>,
    variables: Variables,
    readOnly: boolean,
    signal?: AbortSignal,
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const envelope = await this.#post(document, variables, readOnly, signal);
      if (!isThrottled(envelope)) {
        if (envelope.errors !== undefined && envelope.errors.length > 0) throw refusalOf(envelope.errors);
        return fitting(document.answer, envelope.data, document.what);
      }
      // Refused before it ran, so that also a mutation may be sent again.
      const wait = throttledForMs(envelope) + Math.random() * JITTER_MS;
      if (attempt === ATTEMPTS || wait > LONGEST_WAIT_MS) throw throttled(wait);
      await pause(wait, undefined, { ref: false, ...optional(signal) }).catch(() => {
        throw throttled(wait);
      });
    }
  }

  async #post(
    document: GraphqlDocument<unknown>,
    variables: Variables,
    readOnly: boolean,
    signal?: AbortSignal,
  ): Promise<Envelope> {
    const body = { query: document.text, variables };
    const response = await this.#http.post(this.#path, body, { readOnly, ...optional(signal) });
    this.#versions.check(response.headers);
    return readEnvelope(response.json());
  }
}

const optional = (signal: AbortSignal | undefined): { signal?: AbortSignal } =>
  signal === undefined ? {} : { signal };
