import { nothing } from '@backhaul/contracts';
import type { CallName, RaCommand, RaOperation } from './commands.js';
import type { RaDecision } from './decide.js';
import type { ReturnAuthorization } from './state.js';
import { open } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

const titles: Record<RaOperation, string> = {
  'create-ra': 'The RA could not be created',
  announce: 'The warehouse did not take the announcement',
  transmit: 'The RA could not be marked as transmitted',
  'cancel-return-order': 'The warehouse did not cancel the return order',
  'change-return-order': 'The warehouse did not change the return order',
  'cancel-ra': 'The RA could not be cancelled',
  'post-receipt': 'The ERP did not take the receipt',
  'read-receipts': "The warehouse's receipts could not be read",
  'mark-exported': 'The receipt could not be marked as exported',
  'import-refund': 'The refund could not be imported',
  'read-inventory': 'The stock could not be exported',
};

/** What a person does in the ERP where we have no call for it. */
const handTitles: Partial<Record<RaOperation, string>> = {
  'create-ra': 'Create the RA in RLM',
  transmit: 'Mark the RA as transmitted in RLM',
  'post-receipt': 'Enter the receipt in RLM',
  'import-refund': 'Enter the refund in RLM',
};

const taskIdOf = ({ operation, callKey }: Pick<CallName, 'operation' | 'callKey'>): string => `${operation}:${callKey}`;

/** A call was refused, or nobody knows what became of it: it waits for a person, nothing is guessed. */
export function recordRefusal(command: Command<'RecordRefusal'>, state: ReturnAuthorization): RaDecision {
  const { returnId, operation, callKey, byHand, at } = command;
  const why = whyOf(command);
  if (state.tasks[taskIdOf(command)] === why) return nothing;
  const ra = state.ras.length === 0 ? {} : { ra: state.ras.map(({ raNumber }) => raNumber).join(', ') };
  const values = { return: state.requested?.externalReturnId ?? returnId, ...ra, ...command.values, call: callKey };
  const title = (byHand === true ? handTitles[operation] : undefined) ?? titles[operation];
  const task = { kind: operation, title, why, role: 'operator' as const, values };
  return { events: [open(returnId, at, callKey, task)], calls: [] };
}

function whyOf({ reason, inDoubt, byHand }: Command<'RecordRefusal'>): string {
  if (byHand === true) return reason;
  return inDoubt
    ? `It is not known whether the call went through: ${reason}. It is looked up again by itself; look in the other system, too.`
    : `${reason}. Mend the cause, then retry the call.`;
}

/** The call went through after all. */
export function recordSuccess(command: Command<'RecordSuccess'>, state: ReturnAuthorization): RaDecision {
  const { returnId, at } = command;
  const taskId = taskIdOf(command);
  if (state.tasks[taskId] === undefined) return nothing;
  const data = { taskId, returnId, how: 'The call went through.', closedAt: at.toISOString() };
  return { events: [{ type: 'TaskClosed', data, occurredAt: at }], calls: [] };
}
