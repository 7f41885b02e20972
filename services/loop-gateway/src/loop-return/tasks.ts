import { displayMoney } from '@backhaul/money';
import type { LoopReturnEvent } from './events.js';
import type { ReturnSnapshot } from './snapshot.js';

interface Task {
  kind: string;
  title: string;
  why: string;
  values: Record<string, string>;
}

function open(returnId: string, at: Date, task: Task): LoopReturnEvent {
  const taskId = `${task.kind}:${returnId}:${at.toISOString()}`;
  const data = { taskId, returnId, role: 'operator' as const, openedAt: at.toISOString(), ...task };
  return { type: 'TaskOpened', data, occurredAt: at };
}

/** The shopper or an agent changed the return after the ERP had authorised its old contents. */
export function changedAfterAuthorization(
  returnId: string,
  document: string,
  snapshot: ReturnSnapshot,
): LoopReturnEvent {
  return open(returnId, snapshot.updatedAt, {
    kind: 'return-changed',
    title: `Return edited after ${document} was made`,
    why: 'The units or the money of the return no longer agree with the authorisation in the ERP.',
    values: {
      document,
      units: snapshot.units.map((unit) => unit.sku ?? unit.unitId).join(', '),
      refund: displayMoney(snapshot.amounts.refund),
    },
  });
}

/** The return ended without goods; its authorisation in the ERP is still open. */
export function voidAuthorization(
  returnId: string,
  document: string | null,
  what: string,
  at: Date,
): LoopReturnEvent[] {
  if (document === null) return [];
  const task = {
    kind: 'void-authorization',
    title: `Void ${document}`,
    why: `The return ${what}; its authorisation in the ERP is still open. Void it when nothing was received.`,
    values: { document },
  };
  return [open(returnId, at, task)];
}

/** Processing did not happen; a person decides. */
export function processByHand(returnId: string, reason: string | null, at: Date): LoopReturnEvent {
  return open(returnId, at, {
    kind: 'processing-failed',
    title: 'Processing did not happen',
    why: reason ?? 'No reason was given. Look at the return, mend what is wrong, then process it by hand.',
    values: { return: returnId },
  });
}
