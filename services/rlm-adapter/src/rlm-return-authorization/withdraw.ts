import { nothing } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { itemsOf, receiptRevised } from './receipt-tasks.js';
import type { ReturnAuthorization } from './state.js';

type Command = Extract<RaCommand, { kind: 'WithdrawReceipt' }>;

/**
 * The warehouse found that a receipt belongs to another return: nothing of it came here. RLM takes it off this RA when the other one
 * gets it, under the same number. After the decision a person has to see what it changes.
 */
export function withdrawReceipt(command: Command, state: ReturnAuthorization): RaDecision {
  const { returnId, receiptId, at } = command;
  const known = state.receipts[receiptId];
  if (known === undefined || known.lines.length === 0) return nothing;
  const { told: _told, posted: _posted, noted: _noted, ...receipt } = known;
  const revision = known.revision + 1;
  const none = { ...receipt, revision, final: false, lines: [] };
  if (state.decided) return { events: receiptRevised(returnId, none, itemsOf(known), at, state), calls: [] };
  const { raNumber: documentNumber, receivedAt, warehouse, final } = none;
  const data = { returnId, receiptId, documentNumber, receivedAt, warehouse, final, units: [], system: 'RLM' };
  const events: RaEvent[] = [
    { type: 'ReceiptTaken', data: none, occurredAt: at },
    { type: 'ReceiptRecorded', data, occurredAt: at },
    { type: 'ReceiptPosted', data: { receiptId, revision }, occurredAt: at },
  ];
  return { events, calls: [] };
}
