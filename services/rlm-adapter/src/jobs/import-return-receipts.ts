import type { Clock } from '@backhaul/contracts';
import type { Intake } from '@backhaul/messaging';
import type { SweepDefinition } from '@backhaul/service-kit';
import { randomUUID } from 'node:crypto';
import type { ThreePlSection } from '../config.js';
import { RECEIPTS_LANE } from '../receipt-sources.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { ThreePlPort } from '../three-pl/port.js';

const OVERLAP_MS = 10 * 60_000;
const FIRST_LOOK_BACK_MS = 7 * 24 * 3_600_000;

interface Parts {
  merchants: readonly { id: string; threepl: ThreePlSection }[];
  clients: { threePl(merchantId: string): ThreePlPort };
  intake: Intake;
  clock: Clock;
}

/** ImportReturnReceipts on its interval: the safety net under the webhook, over the very same path. */
export function importReturnReceipts({ merchants, clients, intake, clock }: Parts): SweepDefinition[] {
  return merchants.map(({ id: merchantId, threepl }) => ({
    name: `${jobs.importReceipts}-${merchantId}`,
    everyMs: threepl.pollSeconds * 1000,
    merchants: [merchantId],
    async run({ watermark, signal }) {
      const started = clock.now();
      const from = watermark === null ? started.getTime() - FIRST_LOOK_BACK_MS : Date.parse(watermark) - OVERLAP_MS;
      const call = { correlationId: randomUUID(), signal };
      for await (const page of clients.threePl(merchantId).newsSince(new Date(from), call)) {
        for (const raw of page) await intake.accept({ ...raw, merchantId, lane: RECEIPTS_LANE });
      }
      return started.toISOString();
    },
  }));
}
