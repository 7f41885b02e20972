import type { CallIntent } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { exportDecision } from './export-decision.js';
import { take } from './receipts.js';
import { evolve, raOf, receiptsOf, type ReturnAuthorization } from './state.js';

type Command = Extract<RaCommand, { kind: 'ConfirmReceiptsRead' }>;

/** The warehouse's list was read: what we had not heard of is taken, and the decision falls once the ERP has it too. */
export function confirmReceiptsRead(command: Command, state: ReturnAuthorization): RaDecision {
  const { returnId, raNumber, receipts, overdue, at } = command;
  const events: RaEvent[] = [];
  const calls: CallIntent[] = [];
  let now = state;
  const add = (news: readonly RaEvent[]): void => {
    events.push(...news);
    now = news.reduce(evolve, now);
  };
  for (const receipt of receipts) {
    const taken = take({ returnId, raNumber, receipt, at }, now);
    add(taken.events);
    calls.push(...taken.calls);
  }
  if (overdue !== null && !isOverdue(overdue, raNumber, now)) return { events, calls };
  if (overdue !== null) add([{ type: 'ReceivingClosed', data: { raNumber }, occurredAt: at }]);
  if (raOf(raNumber, now)?.listRead !== 'read') add([{ type: 'ReceiptsRead', data: { raNumber }, occurredAt: at }]);
  add(exportDecision(returnId, at, now));
  return { events, calls };
}

/** Nothing came after this receipt, and nothing final at all. */
function isOverdue(receiptId: string, raNumber: string, state: ReturnAuthorization): boolean {
  const own = state.receipts[receiptId];
  if (own === undefined || state.decided || raOf(raNumber, state)?.receivingClosed !== false) return false;
  const all = receiptsOf(raNumber, state);
  return all.every(({ final, receivedAt }) => !final && Date.parse(receivedAt) <= Date.parse(own.receivedAt));
}
