import type { Clock } from '@backhaul/contracts';
import { VendorError, type VendorClient } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { ShopifySection } from '../../config.js';
import { fitting } from '../values.js';

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

const HOUR_MS = 3_600_000;

interface Token {
  readonly value: string;
  /** From then on it is renewed before it is used. */
  readonly renewAt: number;
  readonly endsAt: number;
}

/** The access token of one shop by client credentials (contracts/shopify.md §1): asked for when needed, by one call at a time. */
export class TokenSource {
  readonly #http: VendorClient;
  readonly #section: Pick<ShopifySection, 'clientId' | 'clientSecret'>;
  readonly #clock: Clock;
  #token: Token | undefined;
  #renewal: Promise<Token> | undefined;

  constructor(http: VendorClient, section: Pick<ShopifySection, 'clientId' | 'clientSecret'>, clock: Clock) {
    this.#http = http;
    this.#section = section;
    this.#clock = clock;
  }

  /** A token that is valid now, renewed an hour before its end. A failing renewal does not stop us while the old one lasts. */
  async current(): Promise<string> {
    const now = this.#clock.now().getTime();
    const token = this.#token;
    if (token !== undefined && now < token.renewAt) return token.value;
    try {
      return (await this.#renewOnce()).value;
    } catch (error) {
      if (token !== undefined && token === this.#token && now < token.endsAt) return token.value;
      throw error;
    }
  }

  /** After a 401: the old token is worth nothing any more. */
  async renew(): Promise<void> {
    this.#token = undefined;
    await this.#renewOnce();
  }

  #renewOnce(): Promise<Token> {
    this.#renewal ??= this.#ask().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #ask(): Promise<Token> {
    const { clientId, clientSecret } = this.#section;
    const fields = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret.reveal() };
    try {
      const asked = this.#clock.now().getTime();
      const response = await this.#http.form('/admin/oauth/access_token', fields);
      const { access_token: value, expires_in: seconds } = fitting(answer, response.json(), 'the access token');
      const lifeMs = seconds * 1000;
      // A short-lived token is not renewed before every call.
      this.#token = { value, endsAt: asked + lifeMs, renewAt: asked + lifeMs - Math.min(HOUR_MS, lifeMs / 10) };
      return this.#token;
    } catch (error) {
      throw nothingWasSent(error);
    }
  }
}

/** Without a token the call itself never went out: whoever wanted it may plan it again, once somebody has mended the credentials. */
function nothingWasSent(error: unknown): unknown {
  if (!(error instanceof VendorError)) return error;
  const { code, message, vendor, status, retryAfterMs, body } = error;
  return new VendorError(code, `No access token: ${message}`, {
    vendor,
    status,
    retryAfterMs,
    body,
    delivered: 'no',
    retryable: true,
  });
}
