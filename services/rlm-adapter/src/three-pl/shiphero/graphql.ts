import {
  createVendorClient,
  notUnderstood,
  VendorError,
  type VendorClient,
  type VendorClientOptions,
} from '@backhaul/vendor-http';
import { z } from 'zod';
import { reading, type VendorCall } from '../../vendor-call.js';
import type { ShipHeroSection } from './section.js';

/** Of the credits that each call costs, none are left (contracts/rlm-and-3pl.md §4.3). */
const NO_CREDITS = 30;

const answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ code: z.number().optional(), message: z.string(), time_remaining: z.string().optional() }))
    .optional(),
});
type Fault = NonNullable<z.infer<typeof answer>['errors']>[number];
const renewed = z.object({ access_token: z.string().min(1) });

/** One question or change, as ShipHero's GraphQL takes it. */
export interface Document<T> {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** True when it changes nothing, and may be asked again. */
  readonly readOnly: boolean;
  readonly schema: z.ZodType<T>;
}

/** ShipHero's GraphQL: a status of 200 whatever happened, tokens that lapse, and credits instead of a count of calls. */
export class ShipHeroApi {
  readonly #http: VendorClient;
  readonly #logins: VendorClient;
  readonly #section: ShipHeroSection;
  #token: string | null = null;

  constructor(section: ShipHeroSection, observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'>) {
    this.#section = section;
    const shared = {
      vendor: 'ShipHero',
      baseUrl: section.baseUrl,
      timeoutMs: section.timeoutSeconds * 1000,
      ...observed,
    };
    this.#logins = createVendorClient(shared);
    this.#http = createVendorClient({
      ...shared,
      callsPerMinute: section.callsPerMinute,
      headers: async () => ({ authorization: `Bearer ${await this.#access()}` }),
      onUnauthorized: () => {
        this.#token = null;
        return Promise.resolve();
      },
    });
  }

  /** @throws VendorError VENDOR_RATE_LIMITED with the wait, VENDOR_REFUSED in ShipHero's words */
  async ask<T>({ text: query, variables, readOnly, schema }: Document<T>, call: Omit<VendorCall, 'key'>): Promise<T> {
    const response = await this.#http.post('/graphql', { query, variables }, { readOnly, ...reading(call) });
    const read = answer.safeParse(response.json());
    if (!read.success) throw notUnderstood('ShipHero', 'the answer is no GraphQL answer');
    const [fault] = read.data.errors ?? [];
    if (fault !== undefined) throw errorOf(fault);
    const data = schema.safeParse(read.data.data);
    if (!data.success)
      throw notUnderstood('ShipHero', 'the answer does not fit its contract', z.flattenError(data.error));
    return data.data;
  }

  async #access(): Promise<string> {
    if (this.#token !== null) return this.#token;
    const body = { refresh_token: this.#section.refreshToken.reveal() };
    const response = await this.#logins.post('/auth/refresh', body, { readOnly: true });
    const read = renewed.safeParse(response.json());
    if (!read.success) throw notUnderstood('ShipHero', 'no access token came for the refresh token');
    this.#token = read.data.access_token;
    return this.#token;
  }
}

function errorOf({ code, message, time_remaining }: Fault): VendorError {
  if (code === NO_CREDITS) {
    const seconds = Number(/\d+/.exec(time_remaining ?? '')?.[0] ?? 1);
    const facts = { vendor: 'ShipHero', delivered: 'no', retryable: true, retryAfterMs: seconds * 1000 } as const;
    return new VendorError('VENDOR_RATE_LIMITED', 'ShipHero: no credits are left', facts);
  }
  const facts = { vendor: 'ShipHero', delivered: 'answered', retryable: false, body: { message } } as const;
  return new VendorError('VENDOR_REFUSED', `ShipHero: ${message}`, { ...facts, status: code });
}
