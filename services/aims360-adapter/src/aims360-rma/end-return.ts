import { nothing } from '@backhaul/contracts';
import type { RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { voidRmaEffect, type VoidDraft } from './rma-draft.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import { evolve, type Rma } from './state.js';
import { closeTask, openTask } from './tasks.js';

/** The return was cancelled, has lapsed, or was closed without an outcome. */
export function endReturn(command: Extract<RmaCommand, { kind: 'EndReturn' }>, state: Rma): RmaDecision {
  if (state.ended !== null || state.processed !== null) return nothing;
  const { returnId, how, at } = command;
  const ended: RmaEvent = { type: 'EndObserved', data: { how }, occurredAt: at };
  const after = evolve(state, ended);
  const due = voidDue(returnId, at, after);
  const settled = closeTask(returnId, 'rma-void', 'The return has ended', at, after);
  return { events: [ended, ...settled, ...due.events], calls: due.calls };
}

const words = { cancelled: 'cancelled', expired: 'expired', closed: 'closed without an outcome' } as const;

/** The RMA of an ended return takes no goods: it is voided, as long as nothing came on it. */
export function voidDue(returnId: string, at: Date, state: Rma): RmaDecision {
  const { ended, requested, rmaNumber, voidRequested, voided, credit } = state;
  if (ended === null || requested === null || rmaNumber === null || voidRequested || voided) return nothing;
  if (requested.policy.owner === 'observe-only') return nothing;
  if (credit !== null || hasGoods(state)) return { events: [withGoods(returnId, at, rmaNumber, state)], calls: [] };
  if (requested.policy.owner !== 'us') return nothing;
  return voidCall(returnId, `The return was ${words[ended]} in Loop`, at, state);
}

/** Once: a key is planned once for good. */
export function voidCall(returnId: string, reason: string, at: Date, { requested, rmaNumber }: Rma): RmaDecision {
  if (requested === null || rmaNumber === null) return nothing;
  const { externalReturnId, policy } = requested;
  const { customerAccount } = policy;
  const payload: VoidDraft = { returnId, rmaNumber, externalReturnId, customerAccount, reason };
  return {
    events: [{ type: 'VoidRequested', data: { reason }, occurredAt: at }],
    calls: [{ key: `void:${returnId}`, kind: voidRmaEffect, payload }],
  };
}

/** Something was received on the RMA, or is known to be missing. */
export const hasGoods = ({ quantities }: Rma): boolean =>
  Object.values(quantities).some(({ received, missing }) => received + missing > 0);

/** Goods, or money, on a return that is over: nobody pays for them by itself. */
function withGoods(returnId: string, at: Date, rma: string, { ended, quantities, credit }: Rma): RmaEvent {
  const items = Object.entries(quantities).map(
    ([sku, { received, missing }]) => `${sku}: ${received} received, ${missing} missing`,
  );
  const document = credit === null ? '' : ` Credit ${credit.documentNumber} is issued.`;
  return openTask(returnId, at, {
    id: 'ended-with-goods',
    kind: 'ended-with-goods',
    title: `RMA ${rma} has goods, and its return is over`,
    why: `The return was ${words[ended ?? 'closed']} in Loop; ${items.join('; ')}.${document} Decide with the shopper, and settle it by hand.`,
    role: 'operator',
    values: { rma, ...Object.fromEntries(items.map((item, index) => [`item ${index + 1}`, item])) },
  });
}

/** A void RMA takes no receipt any more. Told once; where the return has not ended, somebody has to settle it. */
export function voidSeen(returnId: string, { rmaNumber, status, updatedAt }: RmaSnapshot, state: Rma): RmaEvent[] {
  if (status !== 'void' || state.voided) return [];
  const { ended } = state;
  const reason = ended === null ? 'Voided in AIMS360' : `The return was ${words[ended]} in Loop`;
  const occurredAt = new Date(updatedAt);
  const data = { returnId, documentNumber: rmaNumber, cancelledAt: updatedAt, reason, system: 'AIMS360' };
  const told: RmaEvent = { type: 'AuthorizationCancelled', data, occurredAt };
  if (ended !== null) return [told];
  const task = {
    id: 'rma-void',
    kind: 'rma-void',
    title: `RMA ${rmaNumber} was voided in AIMS360`,
    why: 'Nothing can be received or credited on it. Cancel the return in Loop, or settle it by hand.',
    role: 'operator' as const,
    values: { rma: rmaNumber },
  };
  return [told, openTask(returnId, occurredAt, task)];
}
