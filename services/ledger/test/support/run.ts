import type { AnyEnvelope } from '@backhaul/contracts';
import { journal } from '../../src/journal/decide.js';
import type { JournalEvent } from '../../src/journal/events.js';
import { factOf, type Fact } from '../../src/journal/facts.js';
import type { JournalState } from '../../src/journal/state.js';

/** The journal of a return after these events came in, in this order, and all that it wrote. */
export function run(
  returnId: string,
  envelopes: readonly AnyEnvelope[],
): { state: JournalState; events: readonly JournalEvent[] } {
  let state = journal.initial;
  const events: JournalEvent[] = [];
  for (const envelope of envelopes) {
    const decision = journal.decide({ kind: 'RecordFact', returnId, fact: asFact(envelope) }, state);
    events.push(...decision.events);
    state = decision.events.reduce((before, event) => journal.evolve(before, event), state);
  }
  return { state, events };
}

/** The fact of an envelope that is one. */
export function asFact(envelope: AnyEnvelope): Fact {
  const fact = factOf(envelope);
  if (fact === undefined) throw new Error(`${envelope.type} is no fact to the ledger`);
  return fact;
}
