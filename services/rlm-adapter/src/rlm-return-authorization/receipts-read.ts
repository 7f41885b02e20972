import type { CallIntent } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { exportDecision } from './export-decision.js';
import { take } from './receipts.js';
import { evolve, type ReturnAuthorization } from './state.js';

type Command = Extract<RaCommand, { kind: 'ConfirmReceiptsRead' }>;

/** The warehouse's list was read: what we had not heard of is taken, and the decision falls once the ERP has it too. */
export function confirmReceiptsRead(command: Command, state: ReturnAuthorization): RaDecision {
  const { returnId, receipts, overdue, at } = command;
  const events: RaEvent[] = [];
  const calls: CallIntent[] = [];
  let now = state;
  const add = (news: readonly RaEvent[]): void => {
    events.push(...news);
    now = news.reduce(evolve, now);
  };
  for (const receipt of receipts) {
    const taken = take(returnId, receipt, at, now);
    add(taken.events);
    calls.push(...taken.calls);
  }
  if (overdue !== null && !isOverdue(overdue, now)) return { events, calls };
  if (overdue !== null) add([{ type: 'ReceivingClosed', data: {}, occurredAt: at }]);
  if (now.listRead !== 'read') add([{ type: 'ReceiptsRead', data: {}, occurredAt: at }]);
  add(exportDecision(returnId, at, now));
  return { events, calls };
}

/** Nothing came after this receipt, and nothing final at all. */
function isOverdue(receiptId: string, { receipts, decided, receivingClosed }: ReturnAuthorization): boolean {
  const own = receipts[receiptId];
  if (own === undefined || decided || receivingClosed) return false;
  const all = Object.values(receipts);
  return all.every(({ final, receivedAt }) => !final && Date.parse(receivedAt) <= Date.parse(own.receivedAt));
}
