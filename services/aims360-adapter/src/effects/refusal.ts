import type { Answer } from '@backhaul/effects';
import { VendorError } from '@backhaul/vendor-http';
import { NotMapped } from '../aims360/port.js';

/** What a refusal of the ERP means to the caller: a reason for a person. Anything else is not an answer and is thrown on. */
export function refusalOf(error: unknown): Extract<Answer, { outcome: 'refused' }> {
  if (error instanceof NotMapped) return { outcome: 'refused', reason: error.message };
  if (error instanceof VendorError && error.code === 'VENDOR_REFUSED')
    return { outcome: 'refused', reason: `${error.message}.` };
  throw error;
}
