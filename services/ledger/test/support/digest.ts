import { historyOf } from '../../src/history/history.js';
import { identifiersOf } from '../../src/history/identifiers.js';
import type { JournalState } from '../../src/journal/state.js';
import { returnBodyOf } from '../../src/projections/return-body.js';
import { openItemsOf } from '../../src/status/open-item.js';
import { statesOf, statusOf } from '../../src/status/status.js';
import { waitingFor } from '../../src/status/waiting-for.js';
import type { Setting } from './envelopes.js';

/** Everything that a reader can see of a journal; equal for equal knowledge, whatever came first. */
export function digest({ returnId, orderId }: Setting, state: JournalState): unknown {
  const states = statesOf(state.facts);
  return {
    kind: state.kind,
    settledAt: state.kind === 'settled' ? state.settledAt : null,
    facts: [...state.facts.keys()].sort(),
    posted: [...state.posted].sort(),
    status: statusOf(states),
    states,
    waitingFor: waitingFor(state.facts),
    openItems: openItemsOf(state.facts),
    body: returnBodyOf(state.facts, historyOf(state)),
    history: historyOf(state),
    identifiers: identifiersOf(state, { returnId, orderId }),
  };
}
