import { nothing, unreachable, type Decision } from '@backhaul/contracts';
import type { ReceiptEvent } from './events.js';
import { lineText, numbersOf, type WarehouseReceipt } from './receipt.js';
import { evolve, initial, type Receipt } from './state.js';

interface Asked {
  readonly merchantId: string;
  readonly at: Date;
}

/** What may be asked of a receipt. */
export type ReceiptCommand = Asked &
  /** `returnId`: the one return that its numbers belong to; null: none is known, or several are. */
  (
    | { kind: 'TakeReceipt'; receipt: WarehouseReceipt; returnId: string | null }
    /** `by`: the person who found it out; null: a number on the box is known now. */
    | { kind: 'MatchReceipt'; returnId: string; by: string | null }
    | { kind: 'NoteUnmapped'; words: readonly string[] }
    | { kind: 'HandOver' }
    /** A person has put a correction right. */
    | { kind: 'CloseTask'; taskId: string; by: string; reason: string }
  );

type ReceiptDecision = Decision<ReceiptEvent>;
type Command<K extends ReceiptCommand['kind']> = Extract<ReceiptCommand, { kind: K }>;

/** A receipt from the warehouse's door to the RMA: matched by its numbers, never by guessing, and handed over once. Pure. */
export const receipt = {
  initial,
  evolve,
  decide(command: ReceiptCommand, state: Receipt): ReceiptDecision {
    switch (command.kind) {
      case 'TakeReceipt':
        return takeReceipt(command, state);
      case 'MatchReceipt':
        return matchReceipt(command, state);
      case 'NoteUnmapped':
        return noteUnmapped(command, state);
      case 'HandOver':
        return handOver(command, state);
      case 'CloseTask':
        return closeByPerson(command, state);
      default:
        return unreachable(command);
    }
  },
};

/** The same again, or an older revision that comes late, changes nothing. */
function takeReceipt(
  { merchantId, receipt: told, returnId, at }: Command<'TakeReceipt'>,
  state: Receipt,
): ReceiptDecision {
  if (state.taken !== null && told.revision <= state.taken.revision) return nothing;
  const taken: ReceiptEvent = { type: 'ReceiptTaken', data: told, occurredAt: at };
  if (state.handedOver !== null) return { events: [taken, revised(merchantId, told, at, state)], calls: [] };
  if (state.returnId !== null) return { events: [taken], calls: [] };
  if (returnId === null) return { events: [taken, blind(merchantId, told, at)], calls: [] };
  const after = evolve(state, taken);
  return { events: [taken, ...matched(merchantId, returnId, null, at, after)], calls: [] };
}

function matchReceipt({ merchantId, returnId, by, at }: Command<'MatchReceipt'>, state: Receipt): ReceiptDecision {
  if (state.taken === null || state.returnId !== null) return nothing;
  return { events: matched(merchantId, returnId, by, at, state), calls: [] };
}

function matched(merchantId: string, returnId: string, by: string | null, at: Date, state: Receipt): ReceiptEvent[] {
  const how = by === null ? `It belongs to return ${returnId}.` : `${by} assigned it to return ${returnId}.`;
  return [
    { type: 'ReceiptMatched', data: { returnId, by }, occurredAt: at },
    ...closeTask(blindTask(merchantId, state.taken?.receiptId ?? ''), how, at, state),
  ];
}

function noteUnmapped({ merchantId, words, at }: Command<'NoteUnmapped'>, state: Receipt): ReceiptDecision {
  const { taken, returnId, unmapped } = state;
  if (taken === null || words.join('\n') === unmapped.join('\n')) return nothing;
  const noted: ReceiptEvent = { type: 'WordsUnmapped', data: { words: [...words] }, occurredAt: at };
  const data = {
    taskId: wordsTask(merchantId, taken.receiptId),
    returnId,
    kind: 'map-value',
    title: `Map “${words.join('”, “')}” in the table disposition`,
    why: `Receipt ${taken.receiptId} waits: nothing says what becomes of the goods. Add an entry, and it goes on by itself.`,
    values: { table: 'disposition', key: words.join(', '), receipt: taken.receiptId, items: itemsOf(taken) },
    role: 'operator' as const,
    openedAt: at.toISOString(),
  };
  return { events: [noted, { type: 'TaskOpened', data, occurredAt: at }], calls: [] };
}

function handOver({ merchantId, at }: Command<'HandOver'>, state: Receipt): ReceiptDecision {
  const { taken, returnId, handedOver } = state;
  if (taken === null || returnId === null || handedOver !== null) return nothing;
  const event: ReceiptEvent = { type: 'ReceiptHandedOver', data: { revision: taken.revision }, occurredAt: at };
  const closings = closeTask(wordsTask(merchantId, taken.receiptId), 'Every word is mapped.', at, state);
  return { events: [event, ...closings], calls: [] };
}

/** Everything else is closed by what is seen. */
function closeByPerson({ taskId, by, reason, at }: Command<'CloseTask'>, state: Receipt): ReceiptDecision {
  if (!taskId.startsWith('receipt-revised:')) return nothing;
  return { events: closeTask(taskId, `${by}: ${reason}`, at, state), calls: [] };
}

const blindTask = (merchantId: string, receiptId: string): string => `blind-receipt:${merchantId}:${receiptId}`;
const wordsTask = (merchantId: string, receiptId: string): string => `map-value-disposition:${merchantId}:${receiptId}`;
const itemsOf = ({ lines }: WarehouseReceipt): string => lines.map(lineText).join(', ') || 'none';

/** Put on the worklist with everything that is in the box; a correction says it anew. */
function blind(merchantId: string, told: WarehouseReceipt, at: Date): ReceiptEvent {
  const numbers = numbersOf(told);
  const named = Object.entries(numbers).map(([what, number]) => `${what} ${number}`);
  const data = {
    taskId: blindTask(merchantId, told.receiptId),
    returnId: null,
    kind: 'blind-receipt',
    title: `Receipt ${told.receiptId} belongs to no known return`,
    why:
      named.length === 0
        ? 'The box carries no number. Find the return by its items, and match the receipt to it.'
        : `No one return is known for ${named.join(', ')}. It is matched by itself once one is; else match it by hand.`,
    values: {
      receipt: told.receiptId,
      revision: String(told.revision),
      warehouse: told.warehouse,
      items: itemsOf(told),
      ...numbers,
    },
    role: 'operator' as const,
    openedAt: at.toISOString(),
  };
  return { type: 'TaskOpened', data, occurredAt: at };
}

/** What is booked in the ERP is not booked again: a person puts the difference right. */
function revised(merchantId: string, told: WarehouseReceipt, at: Date, { taken, returnId }: Receipt): ReceiptEvent {
  const data = {
    taskId: `receipt-revised:${merchantId}:${told.receiptId}:${told.revision}`,
    returnId,
    kind: 'receipt-revised',
    title: `The warehouse corrected receipt ${told.receiptId} after it was booked`,
    why: 'Compare what is booked on the RMA with the correction, and put it right in AIMS360.',
    values: { receipt: told.receiptId, before: taken === null ? '' : itemsOf(taken), now: itemsOf(told) },
    role: 'operator' as const,
    openedAt: at.toISOString(),
  };
  return { type: 'TaskOpened', data, occurredAt: at };
}

/** Nothing when it is not open. */
function closeTask(taskId: string, how: string, at: Date, { tasks, returnId }: Receipt): ReceiptEvent[] {
  const openedAt = tasks[taskId];
  if (openedAt === undefined) return [];
  const closedAt = at.toISOString() < openedAt ? openedAt : at.toISOString();
  return [{ type: 'TaskClosed', data: { taskId, returnId, how, closedAt }, occurredAt: new Date(closedAt) }];
}
