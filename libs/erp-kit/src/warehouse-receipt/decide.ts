import { nothing, unreachable, type Decider, type Decision } from '@backhaul/contracts';
import type { ReceiptEvent } from './events.js';
import type { GoodsOutcome, PostedReceipt, ReceiptRules } from './receipt.js';
import { evolve, initialReceipt, type Receipt } from './state.js';
import { blind, blindTask, close, everyWordIsMapped, revised, unmappedWords } from './tasks.js';

interface Asked {
  readonly merchantId: string;
  readonly at: Date;
}

/** What may be asked of a receipt. */
export type ReceiptCommand<R extends PostedReceipt = PostedReceipt> = Asked &
  /** `returnId`: the one return that its numbers belong to; null: none is known, or several are. */
  (
    | { kind: 'TakeReceipt'; receipt: R; returnId: string | null }
    /** `by`: the person who found it out; null: a number on the box is known now. */
    | { kind: 'MatchReceipt'; returnId: string; by: string | null }
    | { kind: 'NoteUnmapped'; words: readonly string[] }
    | { kind: 'HandOver' }
    /** The goods belong to no return; a person says what becomes of them. */
    | { kind: 'SettleGoods'; outcome: GoodsOutcome; by: string; reason: string }
    /** A person has put a correction right. */
    | { kind: 'CloseTask'; taskId: string; by: string; reason: string }
  );

type Command<R extends PostedReceipt, K extends ReceiptCommand['kind']> = Extract<ReceiptCommand<R>, { kind: K }>;
type ReceiptDecider<R extends PostedReceipt> = Decider<Receipt<R>, ReceiptCommand<R>, ReceiptEvent<R>>;

/** A receipt from the warehouse's door to its return: matched by its numbers, never by guessing, and handed over once. Pure. */
export function receiptDecider<R extends PostedReceipt>(rules: ReceiptRules<R>): ReceiptDecider<R> {
  return {
    initial: initialReceipt<R>(),
    evolve: (state, event) => evolve(state, event),
    decide(command, state): Decision<ReceiptEvent<R>> {
      switch (command.kind) {
        case 'TakeReceipt':
          return takeReceipt(rules, command, state);
        case 'MatchReceipt':
          return matchReceipt(command, state);
        case 'NoteUnmapped':
          return noteUnmapped(rules, command, state);
        case 'HandOver':
          return handOver(rules, command, state);
        case 'SettleGoods':
          return settleGoods(command, state);
        case 'CloseTask':
          return closeByPerson(command, state);
        default:
          return unreachable(command);
      }
    },
  };
}

/** True while its return's document lacks what the warehouse says. */
export function isToHandOver<R extends PostedReceipt>(
  { whenCorrected }: ReceiptRules<R>,
  { taken, returnId, handedOver }: Receipt<R>,
): boolean {
  if (taken === null || returnId === null) return false;
  return handedOver === null || (whenCorrected === null && handedOver < taken.revision);
}

/** The same again, or an older revision that comes late, changes nothing. */
function takeReceipt<R extends PostedReceipt>(
  rules: ReceiptRules<R>,
  { merchantId, receipt: told, returnId, at }: Command<R, 'TakeReceipt'>,
  state: Receipt<R>,
): Decision<ReceiptEvent<R>> {
  if (state.taken !== null && told.revision <= state.taken.revision) return nothing;
  const taken: ReceiptEvent<R> = { type: 'ReceiptTaken', data: told, occurredAt: at };
  const { whenCorrected } = rules;
  if (state.handedOver !== null && whenCorrected !== null) {
    return { events: [taken, revised({ ...rules, whenCorrected }, merchantId, told, at, state)], calls: [] };
  }
  const isMatched = state.returnId !== null && (returnId === null || returnId === state.returnId);
  if (isMatched) return { events: [taken], calls: [] };
  if (returnId === null) return { events: [taken, blind(rules, merchantId, told, at)], calls: [] };
  // A correction that names another return is believed: it was written down by somebody who looked again.
  return { events: [taken, ...matched(merchantId, returnId, null, at, evolve(state, taken))], calls: [] };
}

function matchReceipt<R extends PostedReceipt>(
  { merchantId, returnId, by, at }: Command<R, 'MatchReceipt'>,
  state: Receipt<R>,
): Decision<ReceiptEvent<R>> {
  if (state.taken === null || state.returnId !== null || state.settled !== null) return nothing;
  return { events: matched(merchantId, returnId, by, at, state), calls: [] };
}

function matched<R extends PostedReceipt>(
  merchantId: string,
  returnId: string,
  by: string | null,
  at: Date,
  state: Receipt<R>,
): ReceiptEvent<R>[] {
  const how = by === null ? `It belongs to return ${returnId}.` : `${by} assigned it to return ${returnId}.`;
  return [
    { type: 'ReceiptMatched', data: { returnId, by }, occurredAt: at },
    ...close(blindTask(merchantId, state.taken?.receiptId ?? ''), how, at, state),
  ];
}

function noteUnmapped<R extends PostedReceipt>(
  rules: ReceiptRules<R>,
  { merchantId, words, at }: Command<R, 'NoteUnmapped'>,
  state: Receipt<R>,
): Decision<ReceiptEvent<R>> {
  const { taken, unmapped } = state;
  if (taken === null || words.join('\n') === unmapped.join('\n')) return nothing;
  const noted: ReceiptEvent<R> = { type: 'WordsUnmapped', data: { words: [...words] }, occurredAt: at };
  return { events: [noted, unmappedWords(rules, merchantId, taken, words, at, state)], calls: [] };
}

function handOver<R extends PostedReceipt>(
  rules: ReceiptRules<R>,
  { merchantId, at }: Command<R, 'HandOver'>,
  state: Receipt<R>,
): Decision<ReceiptEvent<R>> {
  const { taken } = state;
  if (taken === null || !isToHandOver(rules, state)) return nothing;
  const event: ReceiptEvent<R> = { type: 'ReceiptHandedOver', data: { revision: taken.revision }, occurredAt: at };
  return { events: [event, ...everyWordIsMapped(merchantId, taken.receiptId, at, state)], calls: [] };
}

const outcomeWords: Record<GoodsOutcome, string> = {
  accepted: 'the goods were taken into stock by hand',
  disposed: 'the goods were disposed of',
  'sent-back': 'the goods were sent back',
};

/** Once, and not what has a return: its goods are decided there. */
function settleGoods<R extends PostedReceipt>(
  { merchantId, outcome, by, reason, at }: Command<R, 'SettleGoods'>,
  state: Receipt<R>,
): Decision<ReceiptEvent<R>> {
  const { taken, returnId, settled } = state;
  if (taken === null || returnId !== null || settled !== null) return nothing;
  const event: ReceiptEvent<R> = { type: 'GoodsSettled', data: { outcome, by }, occurredAt: at };
  const how = `${by}: ${outcomeWords[outcome]}. ${reason}`;
  return { events: [event, ...close(blindTask(merchantId, taken.receiptId), how, at, state)], calls: [] };
}

/** Everything else is closed by what is seen. */
function closeByPerson<R extends PostedReceipt>(
  { taskId, by, reason, at }: Command<R, 'CloseTask'>,
  state: Receipt<R>,
): Decision<ReceiptEvent<R>> {
  if (!taskId.startsWith('receipt-revised:')) return nothing;
  return { events: close(taskId, `${by}: ${reason}`, at, state), calls: [] };
}
