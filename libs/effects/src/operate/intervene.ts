import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { Answer } from '../handler.js';
import { resolveCall } from '../sql/resolve-call.js';
import { retryCall } from '../sql/retry-call.js';

/** What a person found out about a call by looking at the other system. */
export type Finding =
  { outcome: 'found'; result: unknown } | { outcome: 'absent' } | { outcome: 'refused'; reason: string };

/**
 * Makes a call due now and lets a person be asked again. A refused call is opened again and looked up before it is sent.
 *
 * @throws BackhaulError `EFFECT_NOT_OPEN` there is no such call, or it is confirmed
 * @throws BackhaulError `EFFECT_INTERVENTION_UNEXPLAINED` no person or no reason
 */
export async function retry(db: Queryable, key: string, by: string, reason: string): Promise<void> {
  requireExplanation(by, reason);
  const { rowCount } = await db.query(retryCall, [key, by, reason]);
  if (rowCount === 0) throw notOpen(key, 'There is no such call, or it is confirmed');
}

/**
 * Ends the doubt by hand: the document is there, is surely not there (the call is sent again), or will not be made. A planned call can
 * be ended so as well. The runner then settles it as if the vendor had answered.
 *
 * @throws BackhaulError `EFFECT_NOT_OPEN` there is no such call, or it is neither planned nor in doubt
 * @throws BackhaulError `EFFECT_INTERVENTION_UNEXPLAINED` no person or no reason
 */
export async function resolve(db: Queryable, key: string, by: string, reason: string, finding: Finding): Promise<void> {
  requireExplanation(by, reason);
  const answer = answerOf(finding);
  const stored = answer === null ? null : JSON.stringify(answer);
  const { rowCount } = await db.query(resolveCall, [key, by, reason, finding.outcome, stored]);
  if (rowCount === 0) throw notOpen(key, 'There is no such call, or it is neither planned nor in doubt');
}

function answerOf(finding: Finding): Answer | null {
  switch (finding.outcome) {
    case 'found':
      return { outcome: 'confirmed', result: finding.result };
    case 'refused':
      return finding;
    case 'absent':
      return null;
  }
}

function requireExplanation(by: string, reason: string): void {
  if (by.trim() !== '' && reason.trim() !== '') return;
  throw new BackhaulError('EFFECT_INTERVENTION_UNEXPLAINED', 'Name the person and the reason');
}

function notOpen(key: string, why: string): BackhaulError {
  return new BackhaulError('EFFECT_NOT_OPEN', `Call ${key}: ${why}`, { details: { key } });
}
