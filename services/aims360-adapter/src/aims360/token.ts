import { createVendorClient, notUnderstood, type VendorClientOptions } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { Aims360Section } from '../config.js';

const tokenAnswer = z.object({ access_token: z.string().min(1) });

/** The bearer token of one merchant: fetched once, kept until a 401 says that it is over (contracts/aims360.md §1.2). */
export class Token {
  readonly #section: Aims360Section;
  readonly #http;
  #current: Promise<string> | null = null;

  constructor(section: Aims360Section, observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'>) {
    this.#section = section;
    this.#http = createVendorClient({ vendor: 'AIMS360', baseUrl: section.baseUrl, ...observed });
  }

  /** Several callers share one request. */
  get(): Promise<string> {
    this.#current ??= this.#fetch().catch((error: unknown) => {
      this.#current = null;
      throw error;
    });
    return this.#current;
  }

  /** Forgets the token, so that the next call fetches another. */
  renew(): Promise<void> {
    this.#current = null;
    return Promise.resolve();
  }

  async #fetch(): Promise<string> {
    const { clientId, clientSecret, username, password } = this.#section;
    const answer = await this.#http.form('/authentication/v1/authentication/token', {
      grant_type: 'password',
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      username,
      password: password.reveal(),
    });
    const parsed = tokenAnswer.safeParse(answer.json());
    if (!parsed.success) throw notUnderstood('AIMS360', 'the token endpoint gave no token');
    return parsed.data.access_token;
  }
}
