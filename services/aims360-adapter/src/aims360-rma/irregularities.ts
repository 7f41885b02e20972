import { nothing } from '@backhaul/contracts';
import type { RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { loweredLines } from './quantities.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';
import { closeTask, openTask } from './tasks.js';

// What people do in the ERP that the flow does not foresee. None of it is decided here, and none of it is dropped.

/** Two RMAs for one return would be credited twice; only the first counts here. */
export function secondRma(returnId: string, { rmaNumber, updatedAt }: RmaSnapshot, first: string): RmaEvent[] {
  const task = {
    id: `second-rma:${rmaNumber}`,
    kind: 'second-rma',
    title: `Two RMAs for one return: ${first} and ${rmaNumber}`,
    why: `RMA ${first} is the one that is followed. Void RMA ${rmaNumber}, or take the return number off it.`,
    role: 'operator' as const,
    values: { followed: first, surplus: rmaNumber },
  };
  return [openTask(returnId, new Date(updatedAt), task)];
}

/** Less is booked than before, in a later look. What was told of the units stays told; a person compares. */
export function correctionsSeen(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  const isNews = Date.parse(rma.updatedAt) > state.changedAt;
  const lowered = isNews ? loweredLines(rma, state) : [];
  if (lowered.length === 0) return [];
  const values = Object.fromEntries(
    lowered.map(({ sku, received, restocked, seconds, writtenOff }) => [
      sku,
      `now ${received} received, ${restocked} restocked, ${seconds} seconds, ${writtenOff} written off`,
    ]),
  );
  const task = {
    id: 'receipt-corrected',
    kind: 'receipt-corrected',
    title: `The receipt on RMA ${rma.rmaNumber} was corrected`,
    why: `Less is booked than before (${Object.entries(values).flat().join(' ')}). Compare the credit and the stock with the goods.`,
    role: 'operator' as const,
    values: { rma: rma.rmaNumber, ...values },
  };
  return [openTask(returnId, new Date(rma.updatedAt), task)];
}

const unreadable = 'read-rma';

/** The ERP shows the RMA in a shape that we do not know: it is not guessed at. */
export function reportUnreadable(command: Extract<RmaCommand, { kind: 'ReportUnreadable' }>, state: Rma): RmaDecision {
  if (state.requested === null) return nothing;
  const { returnId, rmaNumber, problem, at } = command;
  const task = {
    id: unreadable,
    kind: unreadable,
    title: `RMA ${rmaNumber} could not be read`,
    why: `${problem}. Mend it in AIMS360 and save the RMA, so that it is read again; or report it.`,
    role: 'operator' as const,
    values: { rma: rmaNumber },
  };
  return { events: [openTask(returnId, at, task)], calls: [] };
}

/** It was read again. */
export function closeUnreadable(returnId: string, { updatedAt }: RmaSnapshot, state: Rma): RmaEvent[] {
  return closeTask(returnId, unreadable, 'The RMA could be read again', new Date(updatedAt), state);
}
