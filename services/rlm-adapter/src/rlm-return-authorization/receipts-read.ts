import type { CallIntent } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { exportDecision } from './export-decision.js';
import { neverArrived } from './receipt-tasks.js';
import { take } from './receipts.js';
import { isMissing } from './receiving.js';
import { evolve, raOf, receiptsOf, type ReturnAuthorization } from './state.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

/** The warehouse's list was read: what we had not heard of is taken, and the decision falls once the ERP has it too. */
export function confirmReceiptsRead(command: Command<'ConfirmReceiptsRead'>, state: ReturnAuthorization): RaDecision {
  const { returnId, raNumber, overdue, at } = command;
  const taken = takeAll(command, state);
  let { now } = taken;
  const events: RaEvent[] = [...taken.events];
  const add = (news: readonly RaEvent[]): void => {
    events.push(...news);
    now = news.reduce(evolve, now);
  };
  const { calls } = taken;
  if (overdue !== null && !isOverdue(overdue, raNumber, now)) return { events, calls };
  if (overdue !== null) add([{ type: 'ReceivingClosed', data: { raNumber }, occurredAt: at }]);
  if (raOf(raNumber, now)?.listRead !== 'read') add([{ type: 'ReceiptsRead', data: { raNumber }, occurredAt: at }]);
  add(exportDecision(returnId, at, now));
  return { events, calls };
}

/** The days in which something should have come are over: what the list has is taken; if it has nothing, a person is to look. */
export function confirmNothingCame(command: Command<'ConfirmNothingCame'>, state: ReturnAuthorization): RaDecision {
  const { returnId, raNumber, days, at } = command;
  const { events, calls, now } = takeAll(command, state);
  const ra = raOf(raNumber, now);
  if (ra === undefined || !isMissing(raNumber, now)) return { events, calls };
  return { events: [...events, ...neverArrived(returnId, ra, days, at, now)], calls };
}

type Listed = Pick<Command<'ConfirmReceiptsRead'>, 'returnId' | 'raNumber' | 'receipts' | 'at'>;

/** What the list has and we had not heard of, and the return after it. */
function takeAll({ returnId, raNumber, receipts, at }: Listed, state: ReturnAuthorization) {
  const events: RaEvent[] = [];
  const calls: CallIntent[] = [];
  let now = state;
  for (const receipt of receipts) {
    const taken = take({ returnId, raNumber, receipt, at }, now);
    events.push(...taken.events);
    calls.push(...taken.calls);
    now = taken.events.reduce(evolve, now);
  }
  return { events, calls, now };
}

/** Nothing came after this receipt, and nothing final at all. */
function isOverdue(receiptId: string, raNumber: string, state: ReturnAuthorization): boolean {
  const own = state.receipts[receiptId];
  if (own === undefined || state.decided || raOf(raNumber, state)?.receivingClosed !== false) return false;
  const all = receiptsOf(raNumber, state);
  return all.every(({ final, receivedAt }) => !final && Date.parse(receivedAt) <= Date.parse(own.receivedAt));
}
