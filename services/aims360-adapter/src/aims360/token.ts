import { VendorError, type VendorClient } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { Aims360Section } from '../config.js';
import { fitting } from './documents.js';

const answer = z.object({ access_token: z.string().min(1) });

type Credentials = Pick<Aims360Section, 'clientId' | 'clientSecret' | 'username' | 'password'>;

/**
 * The bearer token of one merchant, asked for by one call at a time and kept until a 401 says that it is over: its lifetime may
 * be given as 0, which stands for no end (contracts/aims360.md §1.2).
 */
export class TokenSource {
  readonly #http: VendorClient;
  readonly #credentials: Credentials;
  #token: string | undefined;
  #renewal: Promise<string> | undefined;

  constructor(http: VendorClient, credentials: Credentials) {
    this.#http = http;
    this.#credentials = credentials;
  }

  async current(): Promise<string> {
    return this.#token ?? this.#renewOnce();
  }

  /** After a 401: the old token is worth nothing any more. Calls that fail together share one renewal. */
  async renew(): Promise<void> {
    this.#token = undefined;
    await this.#renewOnce();
  }

  #renewOnce(): Promise<string> {
    this.#renewal ??= this.#ask().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #ask(): Promise<string> {
    const { clientId, clientSecret, username, password } = this.#credentials;
    const fields = {
      grant_type: 'password',
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      username,
      password: password.reveal(),
    };
    try {
      const response = await this.#http.form('/authentication/v1/authentication/token', fields);
      this.#token = fitting(answer, response.json(), 'the token').access_token;
      return this.#token;
    } catch (error) {
      throw nothingWasSent(error);
    }
  }
}

/** Without a token the call itself never went out: it is planned again, and works once somebody has mended the credentials. */
function nothingWasSent(error: unknown): unknown {
  if (!(error instanceof VendorError)) return error;
  const { message, vendor, status, retryAfterMs, body } = error;
  const code = error.code === 'VENDOR_REFUSED' ? 'VENDOR_UNAUTHORIZED' : error.code;
  const facts = { vendor, status, retryAfterMs, body, delivered: 'no', retryable: true } as const;
  return new VendorError(code, `No access token: ${message}`, facts);
}
