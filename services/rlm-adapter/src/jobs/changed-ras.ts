import { randomUUID } from 'node:crypto';
import type { Clock } from '@backhaul/contracts';
import type { Stops } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import type { Merchants, Transactions } from '@backhaul/service-kit';
import type { Pool } from 'pg';
import type { MerchantSections } from '../config.js';
import { stopIfForeign } from '../erp/stop-if-foreign.js';
import { raIndex, type RaEntry } from '../ra-index.js';
import { returnAuthorizations } from '../return-authorizations.js';
import type { RaCommand } from '../rlm-return-authorization/commands.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import { raOf } from '../rlm-return-authorization/state.js';
import type { RlmPort, SeenRa } from '../rlm/port.js';
import { itemIdOf, jobLog } from './job-log.js';
import type { JobScan } from './scan.js';

interface Parts {
  readonly clients: { rlm(merchantId: string): RlmPort };
  readonly merchants: Pick<Merchants<MerchantSections>, 'find'>;
  readonly pool: Pool;
  readonly transactions: Transactions;
  readonly stops: Stops;
  readonly clock: Clock;
}

/** What led to what is told: no event of ours, but that RLM shows it. */
const SEEN = 'job:changed-ras';

/**
 * LoopImportReturnAuthorizations: RAs that somebody else closed, cancelled or made in RLM. What is as we know it counts for
 * nothing: the overlap of the windows shows it again and again.
 */
export const changedRas = (parts: Parts): JobScan => ({
  job: jobs.importReturn,
  async scan({ merchantId, from, ids, signal }) {
    // Whoever names returns wants their RAs made.
    if (ids !== null) return 0;
    let found = 0;
    for await (const page of parts.clients.rlm(merchantId).changedRas(from, { correlationId: randomUUID(), signal })) {
      for (const seen of page) if (await isNews(parts, merchantId, seen)) found += 1;
      signal.throwIfAborted();
    }
    return found;
  },
});

async function isNews(parts: Parts, merchantId: string, seen: SeenRa): Promise<boolean> {
  const ours = await raIndex.find(parts.pool, merchantId, seen.raNumber);
  if (ours === null) return isForeign(parts, merchantId, seen);
  if (seen.status === 'open') return false;
  return parts.transactions.run((tx) => takeEnd(tx, parts, merchantId, ours, seen));
}

/** A person has ended it. */
async function takeEnd(tx: Queryable, parts: Parts, merchantId: string, ours: RaEntry, seen: SeenRa): Promise<boolean> {
  const { returnId, partitionKey, raNumber } = ours;
  const at = parts.clock.now();
  const command = await commandFor(tx, ours, seen, at);
  if (command === null) return false;
  const cause = { merchantId, subject: returnId, partitionKey, correlationId: returnId, causationId: SEEN };
  const { events } = await returnAuthorizations.execute(tx, returnId, command, cause);
  if (events.length === 0) return false;
  const item = { entity: 'return-authorization', externalId: raNumber, returnId, document: raNumber, callKey: null };
  const message = seen.status === 'closed' ? 'Closed in RLM' : 'Cancelled in RLM';
  const row = { ...item, result: 'UPDATED', severity: 'INFO', message } as const;
  await jobLog.record(tx, { merchantId, job: jobs.importReturn, ...row, at });
  return true;
}

async function commandFor(
  tx: Queryable,
  { returnId, raNumber }: RaEntry,
  { status }: SeenRa,
  at: Date,
): Promise<RaCommand | null> {
  if (status === 'closed') return { kind: 'ConfirmRaClosed', returnId, raNumber, at };
  // When we have asked for it, our own call tells with our own reason.
  const ra = raOf(raNumber, await returnAuthorizations.load(tx, returnId));
  if (ra === undefined || ra.cancelling === 'ra') return null;
  return { kind: 'ConfirmRaCancelled', returnId, raNumber, reason: 'it was cancelled in RLM, not by Backhaul', at };
}

/**
 * One more RA of a return that has its RAs from us. While ours are still being made, what is there may be ours: the call that
 * makes them finds out.
 */
async function isForeign(parts: Parts, merchantId: string, { raNumber, ...seen }: SeenRa): Promise<boolean> {
  const isOurs = parts.merchants.find(merchantId)?.rlm?.triggers.ra === 'backhaul';
  if (!isOurs || seen.status === 'cancelled') return false;
  const returnId = await returnOf(parts.pool, merchantId, seen.externalReturnId);
  if (returnId === null) return false;
  return parts.transactions.run(async (tx) => {
    const state = await returnAuthorizations.load(tx, returnId);
    const isKnown = state.ras.length === 0 || raOf(raNumber, state) !== undefined;
    if (isKnown || state.requested?.policy.owner !== 'us') return false;
    await stopIfForeign(tx, parts.stops, { merchantId, returnId, ras: raNumber, causationId: SEEN });
    return true;
  });
}

/** The return for which RAs were asked under Loop's number; null while none were. */
async function returnOf(db: Queryable, merchantId: string, externalReturnId: string): Promise<string | null> {
  const itemId = itemIdOf({ merchantId, job: jobs.importReturn, entity: 'return', externalId: externalReturnId });
  const { rows } = await db.query('SELECT return_id AS "returnId" FROM rlm.job_item WHERE item_id = $1', [itemId]);
  const [row] = rows as { returnId: string | null }[];
  return row?.returnId ?? null;
}
