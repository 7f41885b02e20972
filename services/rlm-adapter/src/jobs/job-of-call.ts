import { importOrderEffect } from '../exchange-order/draft.js';
import { createRaEffect } from '../rlm-return-authorization/ask-for-ras.js';
import { announceEffect, transmitRaEffect } from '../rlm-return-authorization/authorize.js';
import { cancelOrderEffect, cancelRaEffect, changeOrderEffect } from '../rlm-return-authorization/ending.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import { markExportedEffect, postReceiptEffect } from '../rlm-return-authorization/receipts.js';
import { readReceiptsEffect } from '../rlm-return-authorization/receiving.js';
import { readInventoryEffect } from '../rlm-return-authorization/stock-export.js';
import { importRefundEffect } from '../rlm-return-authorization/refunds.js';
import type { JobName } from './names.js';

/** The kinds of calls of each job. */
const kinds: Readonly<Record<JobName, readonly string[]>> = {
  [jobs.importReturn]: [createRaEffect, cancelRaEffect],
  [jobs.transmit]: [announceEffect, transmitRaEffect, changeOrderEffect, cancelOrderEffect],
  [jobs.importReceipts]: [postReceiptEffect],
  [jobs.exportReceipts]: [readReceiptsEffect, markExportedEffect],
  [jobs.importRefunds]: [importRefundEffect],
  'Shopify Import Orders': [importOrderEffect],
  [jobs.exportInventory]: [readInventoryEffect],
};

export const kindsOf = (job: JobName): readonly string[] => kinds[job];

/** Null for a call that belongs to no job. */
export function jobOfCall(kind: string): JobName | null {
  const found = Object.entries(kinds).find(([, some]) => some.includes(kind));
  return found === undefined ? null : (found[0] as JobName);
}
