import { setTimeout as pause } from 'node:timers/promises';
import { serviceNames } from '@backhaul/contracts';
import { hasEnded } from '../checks/every-return-ended.js';
import { unseenWork } from '../checks/nothing-waits.js';
import { storeEvidence } from '../evidence/stores.js';
import { endOf } from '../plan/shapes.js';
import type { Stage } from './stage.js';
import type { Submitted } from './submitted.js';

export interface QuietOptions {
  readonly stage: Stage;
  readonly submitted: readonly Submitted[];
  /** Milliseconds since 1970: by then it has to be quiet. */
  readonly deadline: number;
}

const LOOK_MS = 1_000;
/** Seen quiet so often in a row: a fact on its way between two services is in neither. */
const LOOKS = 3;
/** Longer than any pause between two attempts; nothing more is to be expected after it. */
const STANDSTILL_MS = 120_000;

/** Waits until every return has ended and nothing is in motion; gives up when nothing has changed for long. */
export async function untilQuiet({
  stage,
  submitted,
  deadline,
}: QuietOptions): Promise<'quiet' | 'standstill' | 'time is up'> {
  let changed = Date.now();
  let last = '';
  for (let quiet = 0; quiet < LOOKS; await pause(LOOK_MS)) {
    const open = await whatIsOpen(stage, submitted).catch((error: unknown) => [String(error)]);
    quiet = open.length === 0 ? quiet + 1 : 0;
    const seen = open.join('\n');
    if (seen !== last) changed = Date.now();
    last = seen;
    if (Date.now() > deadline) return 'time is up';
    if (Date.now() - changed > STANDSTILL_MS && open.length > 0) return 'standstill';
  }
  return 'quiet';
}

async function whatIsOpen({ ledger, databases }: Stage, submitted: readonly Submitted[]): Promise<string[]> {
  const listed = new Map((await ledger.returns()).map((each) => [each.returnId, each]));
  const open = submitted.filter(({ returnId, planned }) => {
    const one = listed.get(returnId);
    return one === undefined || !hasEnded(one, endOf[planned.shape]);
  });
  if (open.length > 0) return open.map(({ returnId }) => `${returnId} ${listed.get(returnId)?.status ?? ''}`);
  const stores = await storeEvidence(databases);
  return serviceNames.flatMap((name) => unseenWork(stores[name]));
}
