import type { ServiceName } from '@backhaul/contracts';
import type { Collapse } from '../run/services.js';
import type { Submitted } from '../run/submitted.js';
import type { LedgerEvidence } from './ledger.js';
import type { StoreEvidence } from './stores.js';
import type { VendorEvidence } from './vendors.js';

/** Everything that is left when all is quiet, from every side; the checks look at nothing else. */
export interface Evidence {
  readonly submitted: readonly Submitted[];
  readonly vendors: VendorEvidence;
  readonly stores: Readonly<Record<ServiceName, StoreEvidence>>;
  readonly ledger: LedgerEvidence;
  readonly collapses: readonly Collapse[];
}
