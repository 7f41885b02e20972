import type { Intake } from '@backhaul/messaging';
import { randomUUID } from 'node:crypto';
import { RECEIPTS_LANE } from '../receipt-sources.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { ThreePlPort } from '../three-pl/port.js';
import type { JobScan } from './scan.js';

interface Parts {
  readonly clients: { threePl(merchantId: string): ThreePlPort };
  readonly intake: Intake;
}

/** ImportReturnReceipts: the safety net under the webhook, over the very same path. What was taken in before is taken in once. */
export const importReturnReceipts = ({ clients, intake }: Parts): JobScan => ({
  job: jobs.importReceipts,
  async scan({ merchantId, from, ids, signal }) {
    // Named receipts are in our hands already.
    if (ids !== null) return 0;
    let read = 0;
    for await (const page of clients.threePl(merchantId).newsSince(from, { correlationId: randomUUID(), signal })) {
      for (const news of page) await intake.accept({ ...news, merchantId, lane: RECEIPTS_LANE });
      read += page.length;
    }
    return read;
  },
});
