import { systemClock } from '@backhaul/contracts';
import type { Aims360Section } from '../config.js';
import { CreditOwners } from './credit-owners.js';
import { Credits } from './credits.js';
import { Masters } from './masters.js';
import { Orders } from './orders.js';
import type { Aims360Port } from './port.js';
import { Probe } from './probe.js';
import { Receivables } from './receivables.js';
import { RmaChanges } from './rma-changes.js';
import { Rmas } from './rmas.js';
import { openSession, type Observed } from './session.js';
import { bulkViewReads } from './views/bulk-views.js';
import { ExportRuns, type ExportJobs } from './views/export-runs.js';
import { viewReader, type ViewReports } from './views/read-view.js';

/** What reading through bulk views needs. */
export interface Exports {
  readonly jobs: ExportJobs;
  readonly reports: ViewReports;
}

/** AIMS360's REST API for one merchant (contracts/aims360.md §1–5). Days are counted in the merchant's zone. */
export function aims360Client(
  section: Aims360Section,
  timeZone: string,
  observed: Observed = {},
  exports: Exports | null = null,
): Aims360Port {
  const { customerAccount, secondsWarehouse = null } = section;
  const clock = observed.clock ?? systemClock;
  const session = openSession(section, observed);
  const masters = new Masters(session, secondsWarehouse, () => clock.now().getTime());
  const books = { customerAccount, timeZone, now: () => clock.now() };
  const rmas = new Rmas(session, masters, books);
  const changesOfRmas = new RmaChanges(session, masters, books);
  const credits = new Credits(session, new CreditOwners(session, customerAccount), customerAccount);
  const receivables = new Receivables(session, masters, books);
  const orders = new Orders(session, masters, customerAccount);
  const port: Aims360Port = {
    modeOf: () => Promise.resolve('api'),
    probe: new Probe(session, masters, section),
    hasRma: (rmaId, signal) => rmas.has(rmaId, signal),
    findRma: (key, signal) => rmas.find(key, signal),
    createRma: (draft, signal) => rmas.create(draft, signal),
    editRma: (rmaId, patch, signal) => changesOfRmas.edit(rmaId, patch, signal),
    receiveRma: (receipt, signal) => changesOfRmas.receive(receipt, signal),
    voidRma: (rmaId, signal) => changesOfRmas.void(rmaId, signal),
    previewCredit: (rmaId, currency, signal) => rmas.previewCredit(rmaId, currency, signal),
    confirmCredit: (rmaId, signal) => rmas.confirmCredit(rmaId, signal),
    changedRmas: (since, signal) => rmas.changed(since, signal),
    openCredits: (since, signal) => credits.changed(since, signal),
    adjustments: (since, signal) => credits.adjustments(since, signal),
    findDebit: (key, signal) => receivables.find(key, signal),
    enterDebit: (draft, signal) => receivables.enter(draft, signal),
    postDebit: (debit, signal) => receivables.post(debit, signal),
    stagedOrders: (since, signal) => orders.staged(since, signal),
    findStaged: (shopOrderId, signal) => orders.findStaged(shopOrderId, signal),
    findOrder: (shopOrderId, signal) => orders.find(shopOrderId, signal),
    importOrder: (draft, signal) => orders.import(draft, signal),
    findAmended: (draft, signal) => orders.findAmended(draft, signal),
    amendOrder: (draft, signal) => orders.amend(draft, signal),
  };
  if (section.reads === 'api') return port;
  if (exports === null) throw new Error('reading bulk views needs a place to remember their jobs');
  const runs = new ExportRuns(session, section.baseUrl, exports.jobs);
  const read = viewReader(runs, section.views, exports.reports);
  return { ...port, ...bulkViewReads(read, { customerAccount, secondsWarehouse }) };
}
