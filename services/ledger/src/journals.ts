import type { AnyEnvelope } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { causeForReturn, projectRows, type Cause, type StreamEvent } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { journals } from './aggregates.js';
import { journal } from './journal/decide.js';
import { factOf } from './journal/facts.js';
import { OWN_SOURCE, type JournalState } from './journal/state.js';
import { returnsProjection, rowsOfReturn } from './projections/returns.js';
import { Worklists } from './worklists.js';

/** The journals of all returns: takes facts in and keeps what readers see in step. */
@Injectable()
export class Journals {
  constructor(private readonly worklists: Worklists) {}

  /** Records facts in the journal of a return; those that it knows already change nothing. */
  async record(tx: Queryable, returnId: string, facts: readonly AnyEnvelope[]): Promise<void> {
    let state: JournalState = journal.initial;
    let stream: StreamEvent[] = [];
    let changed = false;
    for (const envelope of facts) {
      const fact = factOf(envelope);
      if (fact === undefined) continue;
      const cause = causeForReturn(envelope, returnId);
      const executed = await journals.execute(tx, returnId, { kind: 'RecordFact', returnId, fact }, cause);
      state = executed.state;
      stream = [...executed.stored, ...executed.events];
      changed ||= executed.events.length > 0;
      if (executed.events.some(({ type }) => type === 'TaskOpened')) await this.#ownTasks(tx, state, cause);
    }
    if (changed) await projectRows(tx, returnsProjection, returnId, rowsOfReturn(stream, state));
  }

  /** Tasks that the ledger itself opened go on the worklist at once; it does not listen to itself. */
  async #ownTasks(tx: Queryable, { facts }: JournalState, cause: Cause): Promise<void> {
    for (const fact of facts.values()) {
      if (fact.type !== 'TaskOpened' || fact.source !== OWN_SOURCE) continue;
      await this.worklists.open(tx, 'ledger', fact.data, cause);
    }
  }
}
