import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Explained } from '../explained.js';
import { Misused } from '../failures.js';
import type { ServiceClient } from '../http/service-client.js';
import type { OfMerchant } from '../of-merchant.js';
import { facts, table } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';

const LOOK_EVERY_MS = 500;

const backfill = z.looseObject({
  id: z.string(),
  by: z.string(),
  reason: z.string(),
  askedAt: z.string(),
  returns: z.looseObject({
    total: z.int(),
    waiting: z.int(),
    admitted: z.int(),
    unchanged: z.int(),
    refused: z.int(),
  }),
  problems: z.array(z.looseObject({ returnId: z.string(), state: z.string(), why: z.string() })),
  finishedAt: z.string().nullable(),
});
type Backfill = z.infer<typeof backfill>;

interface StartOptions extends OfMerchant, Explained {
  from?: string;
  to?: string;
  ids?: string;
  wait: boolean;
}

export async function startBackfill(session: Session, options: StartOptions): Promise<void> {
  const { merchant, reason, from, to, ids, wait } = options;
  if ((ids === undefined) === (from === undefined || to === undefined)) {
    throw new Misused('Say which returns: either --from TIME --to TIME, or --ids ID,ID.');
  }
  const wanted = ids === undefined ? { from, to } : { ids: ids.split(',').map((id) => id.trim()) };
  const client = await session.adapterOf(merchant);
  const begun = await client.command('POST', '/backfills', { merchant, reason, ...wanted }, backfill);
  if (wait) return tell(session, await follow(session, client, begun));
  session.print(begun, () => `Started: backhaul backfill show ${begun.id} --merchant ${merchant} tells how far it is.`);
}

export async function showBackfill(session: Session, id: string, { merchant }: OfMerchant): Promise<void> {
  const client = await session.adapterOf(merchant);
  tell(session, await client.get(`/backfills/${encodeURIComponent(id)}`, backfill));
}

/** Until it is over, or only waits to try again what failed. */
async function follow(session: Session, client: ServiceClient, begun: Backfill): Promise<Backfill> {
  for (let now = begun; ; now = await client.get(`/backfills/${begun.id}`, backfill)) {
    const { total, waiting } = now.returns;
    const failing = now.problems.filter(({ state }) => state === 'waiting').length;
    if (now.finishedAt !== null || (waiting > 0 && failing >= waiting)) {
      session.terminal.progress?.('');
      return now;
    }
    session.terminal.progress?.(`${total - waiting} of ${total} returns`);
    await pause(LOOK_EVERY_MS);
  }
}

function tell(session: Session, now: Backfill): void {
  session.print(now, () => wordsOf(now));
  if (now.problems.length > 0) session.exitCode = 1;
}

function wordsOf({ id, by, reason, askedAt, returns, problems, finishedAt }: Backfill): string {
  const head = facts([
    ['backfill', id],
    ['asked for', `${ago(askedAt)} by ${by}: ${reason}`],
    ['returns', returns.total],
    ['ours now', returns.admitted],
    ['ours before', returns.unchanged],
    ['refused', returns.refused],
    ['to do', returns.waiting],
    ['finished', finishedAt ?? 'not yet; it goes on by itself'],
  ]);
  if (problems.length === 0) return head;
  const rows = problems.map(({ returnId, state, why }) => [returnId, state === 'waiting' ? 'tried again' : state, why]);
  return `${head}\n\n${table(['return', 'state', 'why'], rows)}`;
}
