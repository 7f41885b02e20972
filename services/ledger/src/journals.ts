import type { AnyEnvelope } from '@backhaul/contracts';
import type { NewEvent, Queryable } from '@backhaul/event-store';
import { Aggregate, causeForReturn } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { journal } from './journal/decide.js';
import { publishedTypes } from './journal/events.js';
import { factOf } from './journal/facts.js';
import { OWN_SOURCE, type JournalState } from './journal/state.js';
import { project } from './projections/project.js';
import { openTask } from './projections/write-task.js';

/** The journals of all returns: takes facts in and keeps what readers see in step. */
@Injectable()
export class Journals {
  readonly #aggregate = new Aggregate({ category: 'journal', decider: journal, publishes: publishedTypes });

  /** Records facts in the journal of a return; those that it knows already change nothing. */
  async record(tx: Queryable, returnId: string, facts: readonly AnyEnvelope[]): Promise<void> {
    let state: JournalState = journal.initial;
    const appended: NewEvent[] = [];
    for (const envelope of facts) {
      const fact = factOf(envelope);
      if (fact === undefined) continue;
      const cause = causeForReturn(envelope, returnId);
      const executed = await this.#aggregate.execute(tx, returnId, { kind: 'RecordFact', returnId, fact }, cause);
      state = executed.state;
      appended.push(...executed.events);
    }
    const [first] = appended;
    if (first === undefined) return;
    const { merchantId, partitionKey } = first;
    await project(tx, { returnId, merchantId, orderId: orderIdOf(partitionKey) }, state, appended);
    await this.#ownTasks(tx, merchantId, appended, state);
  }

  /** Tasks that the ledger itself opened go on the worklist at once; it does not listen to itself. */
  async #ownTasks(
    tx: Queryable,
    merchantId: string,
    appended: readonly NewEvent[],
    state: JournalState,
  ): Promise<void> {
    if (!appended.some(({ type }) => type === 'TaskOpened')) return;
    for (const fact of state.facts.values()) {
      if (fact.type !== 'TaskOpened' || fact.source !== OWN_SOURCE) continue;
      await openTask(tx, { merchantId, service: 'ledger' }, fact.data);
    }
  }
}

/** `northfold/5511223344556` → `5511223344556` */
function orderIdOf(partitionKey: string): string {
  return partitionKey.slice(partitionKey.indexOf('/') + 1);
}
