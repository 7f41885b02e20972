import { BackhaulError } from '@backhaul/contracts';
import { VendorError } from '@backhaul/vendor-http';

/** Locked, or the credentials are being changed: nothing is wrong with the call itself (contracts/rlm-and-3pl.md §8). */
const LATER: readonly (number | undefined)[] = [403, 423];

/** The vendor's refusal of this very call; every other failure goes on to the runner. */
export function refusalOf(error: unknown): VendorError {
  if (!(error instanceof VendorError) || error.code !== 'VENDOR_REFUSED') throw error;
  if (LATER.includes(error.status)) throw new NotNow(error);
  return error;
}

/** Surely not applied, and sent again by itself. */
class NotNow extends BackhaulError {
  readonly delivered = 'no';

  constructor(error: VendorError) {
    super('VENDOR_NOT_NOW', `${error.message}: ${wordsOf(error)}`, { retryable: true });
  }
}

/** The vendor's own words where it gave some (contracts/rlm-and-3pl.md §8). */
export function wordsOf(error: VendorError): string {
  const body = error.body as { message?: unknown } | undefined;
  return typeof body?.message === 'string' ? body.message : error.message;
}
