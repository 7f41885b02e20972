import { unreachable } from '@backhaul/contracts';
import type { JournalEvent } from './events.js';
import { factKey, type Fact, type Facts } from './facts.js';

/** `source` of what the ledger publishes. */
export const OWN_SOURCE = '/backhaul/ledger';

interface Books {
  readonly facts: Facts;
  /** Entry ids that stand in the books. */
  readonly posted: ReadonlySet<string>;
}

/** The journal of one return. */
export type JournalState =
  (Books & { readonly kind: 'open' }) | (Books & { readonly kind: 'settled'; readonly settledAt: string });

/** Nothing known yet. */
export const initial: JournalState = { kind: 'open', facts: new Map(), posted: new Set() };

/** The journal after an event of its own stream. */
export function evolve(state: JournalState, event: JournalEvent): JournalState {
  switch (event.type) {
    case 'FactRecorded':
      return withFact(state, event.data.fact);
    case 'JournalEntryPosted':
      return { ...state, posted: new Set([...state.posted, event.data.entryId]) };
    case 'TaskOpened':
      return withFact(state, ownTask(event));
    case 'ReturnSettled':
      return { ...state, kind: 'settled', settledAt: event.data.settledAt };
    default:
      return unreachable(event);
  }
}

function withFact(state: JournalState, fact: Fact): JournalState {
  return { ...state, facts: new Map([...state.facts, [factKey(fact), fact]]) };
}

/** A task that the journal opened itself stands in the history beside those of others. */
function ownTask({ data }: Extract<JournalEvent, { type: 'TaskOpened' }>): Fact {
  const { taskId, openedAt } = data;
  return {
    id: taskId,
    source: OWN_SOURCE,
    type: 'TaskOpened',
    time: openedAt,
    recordedAt: openedAt,
    causationId: taskId,
    data,
  };
}
