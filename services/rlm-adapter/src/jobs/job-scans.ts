import { Intake } from '@backhaul/messaging';
import { Injectable } from '@nestjs/common';
import { Clients } from '../clients.js';
import { importReturnReceipts } from './import-return-receipts.js';
import type { JobName } from './names.js';
import type { JobScan } from './scan.js';

/** What each job looks for by itself. A job without a scan only makes failed calls again: its work comes as events. */
@Injectable()
export class JobScans {
  readonly #scans: readonly JobScan[];

  constructor(clients: Clients, intake: Intake) {
    this.#scans = [importReturnReceipts({ clients, intake })];
  }

  of(job: JobName): readonly JobScan[] {
    return this.#scans.filter((scan) => scan.job === job);
  }
}
