import type { Queryable } from '@backhaul/event-store';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '../../src/index.js';

/** Where a crash can hit a handler. */
export interface Hooks {
  beforeCall?(): void | Promise<void>;
  afterCall?(): void | Promise<void>;
  inSettle?(settled: Settled): void | Promise<void>;
}

/** Creates documents at the test's vendor and keeps a row per settlement, written in the runner's transaction. */
export class DocumentHandler implements EffectHandler {
  readonly kind: string = 'create-document';

  constructor(
    private readonly vendorUrl: string,
    private readonly hooks: Hooks = {},
  ) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    await this.hooks.beforeCall?.();
    const response = await fetch(this.#url(call), { method: 'POST', body: call.payloadText, signal });
    const body: unknown = await response.json();
    await this.hooks.afterCall?.();
    switch (response.status) {
      case 201:
        return { outcome: 'confirmed', result: body };
      case 422:
        return { outcome: 'refused', reason: 'SKU unknown', result: body };
      case 429:
        throw Object.assign(new Error('slow down'), { delivered: 'no', retryAfterMs: 60_000 });
      default:
        throw Object.assign(new Error(`status ${response.status}`), {
          delivered: 'answered',
          retryable: response.status === 401,
          status: response.status,
          body,
        });
    }
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const response = await fetch(this.#url(call), { signal });
    if (response.status === 404) return { outcome: 'absent' };
    if (response.status === 200) return { outcome: 'found', result: await response.json() };
    return { outcome: 'unknown', reason: `status ${response.status}` };
  }

  async settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    await tx.query('INSERT INTO settlements (key, settled) VALUES ($1, $2)', [call.key, JSON.stringify(settled)]);
    await this.hooks.inSettle?.(settled);
  }

  #url(call: EffectCall): string {
    return `${this.vendorUrl}/documents/${encodeURIComponent(call.key)}`;
  }
}
