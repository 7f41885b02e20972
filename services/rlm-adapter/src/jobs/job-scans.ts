import type { Clock } from '@backhaul/contracts';
import { Stops } from '@backhaul/erp-kit';
import { Intake } from '@backhaul/messaging';
import { CLOCK, Merchants, Transactions } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { Clients } from '../clients.js';
import type { MerchantSections } from '../config.js';
import { LookForExchangeOrders } from '../look-for-exchange-orders.js';
import { ExportChanges } from '../inventory/export-changes.js';
import { CallsAgain } from './calls-again.js';
import { importedRefunds } from './imported-refunds.js';
import { changedRas } from './changed-ras.js';
import { importReturnReceipts } from './import-return-receipts.js';
import type { JobName } from './names.js';
import type { JobScan } from './scan.js';
import { shopifyImportOrders } from './shopify-import-orders.js';
import { skippedRefunds } from './skipped-refunds.js';
import { unconfirmedReturns } from './unconfirmed-returns.js';

/** What each job looks for by itself. A job without a scan only makes failed calls again: its work comes as events. */
@Injectable()
export class JobScans {
  readonly #scans: readonly JobScan[];

  constructor(
    clients: Clients,
    intake: Intake,
    pool: Pool,
    transactions: Transactions,
    calls: CallsAgain,
    lookout: LookForExchangeOrders,
    exportChanges: ExportChanges,
    merchants: Merchants<MerchantSections>,
    stops: Stops,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#scans = [
      changedRas({ clients, merchants, pool, transactions, stops, clock }),
      importReturnReceipts({ clients, intake }),
      unconfirmedReturns({ pool, transactions, clock }),
      // What RLM has already, before what it may take now.
      importedRefunds({ pool, transactions, clock }),
      skippedRefunds({ pool, calls, clock }),
      shopifyImportOrders(lookout),
      exportChanges,
    ];
  }

  of(job: JobName): readonly JobScan[] {
    return this.#scans.filter((scan) => scan.job === job);
  }
}
