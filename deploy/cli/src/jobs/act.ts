import { z } from 'zod';
import type { Explained } from '../explained.js';
import { Misused } from '../failures.js';
import type { OfMerchant } from '../of-merchant.js';
import type { Session } from '../session.js';
import { item, run } from './answers.js';
import { ADAPTER, pathOf } from './read.js';

const anything = z.looseObject({});

interface RunOptions extends OfMerchant, Explained {
  from?: string;
  to?: string;
  ids?: string;
}

export async function runJob(session: Session, name: string, options: RunOptions): Promise<void> {
  const { merchant, reason, from, to, ids } = options;
  if ((from === undefined) !== (to === undefined) || (ids !== undefined && from !== undefined))
    throw new Misused(
      'Say which items: --from TIME --to TIME, or --ids ID,ID; without either, what the next run would look at.',
    );
  const wanted = ids === undefined ? { from, to } : { ids: ids.split(',').map((id) => id.trim()) };
  const body = { merchant, reason, ...wanted };
  const begun = await session.service(ADAPTER).command('POST', `${pathOf(name)}/runs`, body, run);
  if (begun.status === 'SKIPPED_LOCKED') session.exitCode = 1;
  session.print(begun, () =>
    begun.status === 'SKIPPED_LOCKED'
      ? `Not now: ${begun.errorMessage ?? 'another run has the job.'}`
      : `Begun: backhaul jobs items ${begun.runId} shows what becomes of each item.`,
  );
}

export async function retryItem(session: Session, runId: string, seq: string, { reason }: Explained): Promise<void> {
  const path = `/runs/${encodeURIComponent(runId)}/items/${encodeURIComponent(seq)}/retry`;
  const done = await session.service(ADAPTER).command('POST', path, { reason }, item);
  session.print(done, () => `${done.entity} ${done.externalId} is tried again now, and counted anew.`);
}

export async function pauseJob(
  session: Session,
  name: string,
  { merchant, reason }: OfMerchant & Explained,
): Promise<void> {
  const done = await session.service(ADAPTER).command('POST', `${pathOf(name)}/pause`, { merchant, reason }, anything);
  session.print(done, () => `${name} does not run by itself any more, until somebody resumes it.`);
}

export async function resumeJob(
  session: Session,
  name: string,
  { merchant, reason }: OfMerchant & Explained,
): Promise<void> {
  const done = await session.service(ADAPTER).command('POST', `${pathOf(name)}/resume`, { merchant, reason }, anything);
  session.print(done, () => `${name} runs by itself again; its next run makes up for what it missed.`);
}
