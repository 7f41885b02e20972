import { nothing, unreachable, type Decision, type EventData } from '@backhaul/contracts';
import { equals } from '@backhaul/money';
import type { ExchangeOrderCommand } from './commands.js';
import { sumOfParts, type ExchangeContent } from './content.js';
import type { ExchangeOrderEvent } from './events.js';
import type { Sighting } from './recognition/recognise.js';
import { evolve, initial, type ExchangeOrder } from './state.js';
import { checkExchangeOrder, exchangeOrderChecked, partsDoNotAddUp, speaksAgainst, type Question } from './tasks.js';

type Command<K extends ExchangeOrderCommand['kind']> = Extract<ExchangeOrderCommand, { kind: K }>;
type Told = EventData<'ExchangeOrderCreated'>;
type ExchangeDecision = Decision<ExchangeOrderEvent>;

/** Whether something about an exchange order is new to the others. Pure. */
export const exchangeOrder = {
  initial,
  evolve,
  decide(command: ExchangeOrderCommand, state: ExchangeOrder): ExchangeDecision {
    switch (command.kind) {
      case 'NameByReturn':
        return nameByReturn(command, state);
      case 'RecordContent':
        return recordContent(command, state);
      case 'Withdraw':
        return withdraw(command, state);
      default:
        return unreachable(command);
    }
  },
};

function nameByReturn({ namedBy, at }: Command<'NameByReturn'>, state: ExchangeOrder): ExchangeDecision {
  if (state.namedBy.some(({ returnId }) => returnId === namedBy.returnId)) return nothing;
  return { events: [{ type: 'ExchangeOrderNamed', data: namedBy, occurredAt: at }], calls: [] };
}

function recordContent({ content, sighting }: Command<'RecordContent'>, state: ExchangeOrder): ExchangeDecision {
  // An older read says nothing new.
  if (state.told !== null && content.updatedAt < state.told.asOf) return nothing;
  switch (sighting.kind) {
    case 'none':
      return { events: closed(state, content, 'The order no longer looks like an exchange order.'), calls: [] };
    case 'doubtful':
      return {
        events: asked(state, content, { ...sighting, returnId: null, why: speaksAgainst(sighting.doubts) }),
        calls: [],
      };
    case 'recognised':
      return { events: recognised(state, content, sighting), calls: [] };
    default:
      return unreachable(sighting);
  }
}

function withdraw({ at }: Command<'Withdraw'>, { told }: ExchangeOrder): ExchangeDecision {
  if (told === null || told.data.cancelled || at < told.asOf) return nothing;
  const data = { ...told.data, cancelled: true };
  return { events: [{ type: 'ExchangeOrderCreated', data, occurredAt: at }], calls: [] };
}

/** Told once, and again when something of weight has changed. */
function recognised(
  state: ExchangeOrder,
  content: ExchangeContent,
  { original, returnId, confidence, evidence }: Extract<Sighting, { kind: 'recognised' }>,
): ExchangeOrderEvent[] {
  if (!equals(sumOfParts(content), content.total)) {
    return asked(state, content, { returnId, marks: evidence, why: partsDoNotAddUp(content) });
  }
  const { createdAt, updatedAt, ...rest } = content;
  const data: Told = {
    ...rest,
    ...original,
    returnId,
    confidence,
    evidence: [...evidence],
    createdAt: createdAt.toISOString(),
  };
  const done = closed(state, content, 'The exchange order was recognised.');
  if (!isNews(data, state.told?.data)) return done;
  return [{ type: 'ExchangeOrderCreated', data, occurredAt: updatedAt }, ...done];
}

function isNews(data: Told, before: Told | undefined): boolean {
  if (before === undefined) return true;
  // A mark that somebody removed later does not unsettle what was sure.
  const surer = data.confidence === 'certain' && before.confidence === 'probable';
  return surer || weightOf(data) !== weightOf(before);
}

/** All but by what it was recognised, as one text. */
function weightOf({ confidence: _, evidence: __, ...data }: Told): string {
  return JSON.stringify(Object.entries(data).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function asked(state: ExchangeOrder, content: ExchangeContent, question: Question): ExchangeOrderEvent[] {
  return state.openTask === null ? [checkExchangeOrder(content, question, state.tasks + 1)] : [];
}

const closed = ({ openTask }: ExchangeOrder, { updatedAt }: ExchangeContent, how: string): ExchangeOrderEvent[] =>
  openTask === null ? [] : [exchangeOrderChecked(openTask, how, updatedAt)];
