import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Explained } from '../explained.js';
import { Refused } from '../failures.js';
import type { ServiceClient } from '../http/service-client.js';
import { counted } from '../output/counted.js';
import type { Session } from '../session.js';
import { progressOf } from './progress.js';
import { projection, type Projection } from './projection.js';

interface Options extends Explained {
  wait: boolean;
}

const LOOK_EVERY_MS = 500;

/** The service whose read tables people look at. */
const READS = 'ledger';

export async function rebuild(session: Session, name: string, options: Options): Promise<void> {
  const built = await work(session, name, 'rebuild', options);
  if (built === null) return;
  const last = built.lastRebuild;
  session.print(
    built,
    () => `${name} is rebuilt: ${last?.events} events, ${last?.rows} rows, checksum ${last?.checksum}.`,
  );
}

export async function verify(session: Session, name: string, options: Options): Promise<void> {
  const checked = await work(session, name, 'check', options);
  const last = checked?.lastCheck ?? null;
  if (last === null) return;
  session.print(checked, () =>
    last.passed ? `${name} is what a rebuild gives: ${last.compared} rows compared.` : last.differences.join('\n'),
  );
  if (!last.passed)
    session.complain(`${counted(last.differencesTotal, 'difference')}. To mend: backhaul rebuild ${name}`);
}

/** Starts the work and follows it to its end; null when nobody wants to wait. */
async function work(
  session: Session,
  name: string,
  kind: 'rebuild' | 'check',
  { reason, wait }: Options,
): Promise<Projection | null> {
  const client = session.service(READS);
  const path = `/admin/projections/${encodeURIComponent(name)}`;
  const before = await client.get(path, projection);
  await client.post(`${path}/${kind}`, { by: session.by, reason }, z.unknown());
  if (wait) return follow(session, client, path, before, kind);
  session.print({ started: name }, () => `Started. backhaul projections shows how far it is.`);
  return null;
}

async function follow(
  session: Session,
  client: ServiceClient,
  path: string,
  before: Projection,
  kind: 'rebuild' | 'check',
): Promise<Projection> {
  for (;;) {
    const now = await client.get(path, projection);
    if (now.running !== null) session.terminal.progress?.(progressOf(now.running));
    else if (finishedAt(now, kind) !== finishedAt(before, kind)) return ended(session, now);
    else if (now.lastFailure !== null && now.lastFailure.at !== before.lastFailure?.at) {
      ended(session, now);
      throw new Refused(`It failed: ${now.lastFailure.code}, ${now.lastFailure.message}`);
    }
    await pause(LOOK_EVERY_MS);
  }
}

function ended(session: Session, now: Projection): Projection {
  session.terminal.progress?.('');
  return now;
}

function finishedAt({ lastRebuild, lastCheck }: Projection, kind: 'rebuild' | 'check'): string | undefined {
  return (kind === 'rebuild' ? lastRebuild : lastCheck)?.finishedAt;
}
