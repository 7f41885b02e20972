import type { EventData } from '@backhaul/contracts';
import type { ReceiptEvent } from './events.js';
import type { PostedReceipt, ReceiptRules } from './receipt.js';
import type { Receipt } from './state.js';

type Opened = Extract<ReceiptEvent, { type: 'TaskOpened' }>;
type Closed = Extract<ReceiptEvent, { type: 'TaskClosed' }>;

export const blindTask = (merchantId: string, receiptId: string): string => `blind-receipt:${merchantId}:${receiptId}`;

const open = (at: Date, task: Omit<EventData<'TaskOpened'>, 'openedAt' | 'role'>): Opened => ({
  type: 'TaskOpened',
  data: { ...task, role: 'operator', openedAt: at.toISOString() },
  occurredAt: at,
});

const itemsOf = <R extends PostedReceipt>(rules: ReceiptRules<R>, { lines }: R): string =>
  lines.map((line) => rules.lineText(line)).join(', ') || 'none';

/** Put on the worklist with everything that is in the box; a correction says it anew. */
export function blind<R extends PostedReceipt>(rules: ReceiptRules<R>, merchantId: string, told: R, at: Date): Opened {
  const { receiptId, revision, warehouse } = told;
  const numbers = rules.numbersOf(told);
  const named = Object.entries(numbers).map(([what, number]) => `${what} ${number}`);
  return open(at, {
    taskId: blindTask(merchantId, receiptId),
    returnId: null,
    kind: 'blind-receipt',
    title: `Receipt ${receiptId} belongs to no known return`,
    why:
      named.length === 0
        ? 'The box carries no number. Find the return by its items, and match the receipt to it.'
        : `No one return is known for ${named.join(', ')}. It is matched by itself once one is; else match it by hand.`,
    values: {
      receipt: receiptId,
      revision: String(revision),
      warehouse,
      items: itemsOf(rules, told),
      ...numbers,
    },
  });
}

/** What is booked in the ERP is not booked again: a person puts the difference right. */
export function revised<R extends PostedReceipt>(
  rules: ReceiptRules<R> & { readonly whenCorrected: string },
  merchantId: string,
  told: R,
  at: Date,
  { taken, returnId }: Receipt<R>,
): Opened {
  return open(at, {
    taskId: `receipt-revised:${merchantId}:${told.receiptId}:${told.revision}`,
    returnId,
    kind: 'receipt-revised',
    title: `The warehouse corrected receipt ${told.receiptId} after it was booked`,
    why: rules.whenCorrected,
    values: {
      receipt: told.receiptId,
      before: taken === null ? '' : itemsOf(rules, taken),
      now: itemsOf(rules, told),
    },
  });
}

const mapTask = (merchantId: string, receiptId: string): string => `map-value-disposition:${merchantId}:${receiptId}`;

/** Nothing says what the warehouse means by these words. */
export function unmappedWords<R extends PostedReceipt>(
  rules: ReceiptRules<R>,
  merchantId: string,
  told: R,
  words: readonly string[],
  at: Date,
  { returnId }: Receipt<R>,
): Opened {
  return open(at, {
    taskId: mapTask(merchantId, told.receiptId),
    returnId,
    kind: 'map-value',
    title: `Map “${words.join('”, “')}” in the table disposition`,
    why: `Receipt ${told.receiptId} waits: nothing says what becomes of the goods. Add an entry, and it goes on by itself.`,
    values: {
      table: 'disposition',
      key: words.join(', '),
      receipt: told.receiptId,
      items: itemsOf(rules, told),
    },
  });
}

/** Closes what was opened because of words that meant nothing. */
export const everyWordIsMapped = (merchantId: string, receiptId: string, at: Date, state: Receipt): Closed[] =>
  close(mapTask(merchantId, receiptId), 'Every word is mapped.', at, state);

/** Nothing when it is not open. */
export function close(taskId: string, how: string, at: Date, { tasks, returnId }: Receipt): Closed[] {
  const openedAt = tasks[taskId];
  if (openedAt === undefined) return [];
  const closedAt = at.toISOString() < openedAt ? openedAt : at.toISOString();
  return [{ type: 'TaskClosed', data: { taskId, returnId, how, closedAt }, occurredAt: new Date(closedAt) }];
}
