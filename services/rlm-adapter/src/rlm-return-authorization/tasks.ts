import type { RaCommand, RaOperation } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import type { Receipt } from './receipt.js';
import type { ReturnAuthorization } from './state.js';

interface Task {
  kind: string;
  title: string;
  why: string;
  role: 'operator' | 'finance';
  values: Record<string, string>;
}

function open(returnId: string, at: Date, id: string, task: Task): RaEvent {
  const data = { taskId: `${task.kind}:${id}`, returnId, openedAt: at.toISOString(), ...task };
  return { type: 'TaskOpened', data, occurredAt: at };
}

/** The warehouse corrected a receipt that we have already taken in. */
export function receiptRevised(returnId: string, receipt: Receipt): RaEvent {
  return open(returnId, receipt.receivedAt, `${returnId}:${receipt.receiptId}:${receipt.revision}`, {
    kind: 'receipt-revised',
    title: `Receipt ${receipt.receiptId} was corrected`,
    why: 'The receipt was taken in before the correction came. Compare the two and adjust the stock in the ERP.',
    role: 'operator',
    values: { receipt: receipt.receiptId, revision: String(receipt.revision) },
  });
}

/** The ERP would not import the refund; it says why. */
export function importFailed(returnId: string, refundId: string, reason: string, at: Date): RaEvent {
  return open(returnId, at, `${returnId}:${refundId}`, {
    kind: 'import-refund',
    title: 'The refund could not be imported',
    why: `${reason}. Mend the cause in the ERP, then retry the call.`,
    role: 'operator',
    values: { refund: refundId },
  });
}

/** The restocked items are sold nowhere that we could export to. */
export function nothingToExport(returnId: string, at: Date): RaEvent {
  return open(returnId, at, returnId, {
    kind: 'map-location',
    title: 'Restocked stock has no location in the shop',
    why: 'No first-quality warehouse that holds these items is mapped to a shop location. Map it, then retry the call.',
    role: 'operator',
    values: {},
  });
}

const titles: Record<RaOperation, string> = {
  'create-ra': 'The RA could not be created',
  announce: 'The warehouse refused the announcement',
  transmit: 'The RA could not be marked as transmitted',
  'post-receipt': 'The ERP refused the receipt',
  'mark-exported': 'The receipt could not be marked as exported',
  'import-refund': 'The refund could not be imported',
  'read-inventory': 'The stock could not be read',
};

/** A call was refused: it waits for a person, nothing is guessed. */
export function recordRefusal(
  command: Extract<RaCommand, { kind: 'RecordRefusal' }>,
  state: ReturnAuthorization,
): RaDecision {
  const { returnId, operation, reason, at } = command;
  const values: Record<string, string> = { return: state.requested?.externalReturnId ?? returnId };
  if (state.raNumber !== null) values['ra'] = state.raNumber;
  const why = `${reason}. Mend the cause, then retry the call.`;
  const task = open(returnId, at, returnId, {
    kind: operation,
    title: titles[operation],
    why,
    role: 'operator',
    values,
  });
  return { events: [task], calls: [] };
}
