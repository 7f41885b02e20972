import { BackhaulError } from '@backhaul/contracts';
import type { RaDraft } from '../../rlm-return-authorization/authorize.js';
import type { Ra } from './documents.js';

/** The number of the return's one RA among these; null when none of them is its. @throws RaSplit */
export function ownRa(rows: readonly Ra[], { externalReturnId, policy }: RaDraft): string | null {
  const own = rows.filter((row) => row.external_system === 'LOOP' && row.external_rma_id === externalReturnId);
  const [first] = own;
  if (first === undefined) return null;
  if (own.length > 1 || first.division !== policy.division) throw new RaSplit(own, policy.division);
  return String(first.ra_number);
}

/**
 * RLM makes one RA per division, and a store has one division here: lines of another one would be announced to the warehouse
 * and received against nothing. Refused, so that a person sees it.
 */
export class RaSplit extends BackhaulError {
  readonly delivered = 'answered';

  constructor(rows: readonly Ra[], division: number) {
    const made = rows.map((row) => `RA ${row.ra_number} of division ${row.division}`).join(' and ');
    super('RA_SPLIT', `RLM made ${made}, and the store is set up for division ${division} alone`);
  }
}
