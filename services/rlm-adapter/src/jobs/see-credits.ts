import { effectsStore } from '@backhaul/effects';
import type { SweepDefinition } from '@backhaul/service-kit';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { RlmSection } from '../config.js';
import { handWorkIn } from '../effects/hand-work.js';
import { importRefundEffect, type RefundDraft } from '../rlm-return-authorization/refunds.js';
import type { RlmPort } from '../rlm/port.js';

const PAGE = 100;
const SEEN = 'The credit shows in RLM.';

interface Parts {
  merchants: readonly { id: string; rlm: RlmSection }[];
  clients: { rlm(merchantId: string): RlmPort };
  pool: Pool;
}

/** Where people enter refunds in RLM: looks whether their credits show by now, and has the call of each that does come to its end. */
export function seeCredits({ merchants, clients, pool }: Parts): SweepDefinition[] {
  return merchants.flatMap(({ id: merchantId, rlm: { soap, transport } }): SweepDefinition[] => {
    if (transport !== 'soap' || soap === undefined) return [];
    return [
      {
        name: `credits-entered-${merchantId}`,
        everyMs: soap.lookSeconds * 1000,
        merchants: [merchantId],
        async run({ signal }) {
          for await (const { key, payload } of leftToPeople(pool, merchantId)) {
            const call = { key, correlationId: randomUUID(), signal };
            if ((await clients.rlm(merchantId).findImport(payload, call)) !== null)
              await effectsStore.retry(pool, key, 'Backhaul', SEEN);
          }
          return null;
        },
      },
    ];
  });
}

/** Refunds that a person was asked to enter and that have not been seen yet. */
async function* leftToPeople(pool: Pool, merchantId: string): AsyncIterable<{ key: string; payload: RefundDraft }> {
  const wanted = { merchantId, kind: importRefundEffect, status: 'refused', limit: PAGE } as const;
  for (let after = '0'; ;) {
    const page = await effectsStore.list(pool, { ...wanted, after });
    for (const { key, payload, answer } of page)
      if (handWorkIn(answer) !== null) yield { key, payload: payload as RefundDraft };
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.seq;
  }
}
