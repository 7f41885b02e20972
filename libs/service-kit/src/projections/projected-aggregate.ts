import type { DomainEvent } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { Aggregate, type AggregateOptions, type Executed } from '../aggregate/aggregate.js';
import type { Cause } from '../aggregate/cause.js';
import { ownerOf, type Projection, type Rows, type StreamEvent } from './projection.js';
import { projectRows } from './write-rows.js';

/** A read model of the streams of one aggregate: what readers see of a stream, from its state and who it belongs to. */
export interface ReadModel<S> extends Omit<Projection, 'rowsOf' | 'category'> {
  /** The rows of one stream. `first` and `last` of its events tell merchant, order and times. */
  rowsOf(state: S, stream: { id: string; first: StreamEvent; last: StreamEvent }): Rows;
}

/** An aggregate whose read model changes in the same transaction as its streams, so that a reader never sees the one without the other. */
export class ProjectedAggregate<S, C, E extends DomainEvent> extends Aggregate<S, C, E> {
  /** For `ProjectionsModule`, which builds it anew when its version is raised. */
  readonly projection: Projection;

  constructor(options: AggregateOptions<S, C, E>, model: ReadModel<S>) {
    super(options);
    this.projection = {
      ...model,
      category: options.category,
      rowsOf: (stream) => this.#rows(model, stream),
    };
  }

  override async execute(tx: Queryable, id: string, command: C, cause: Cause): Promise<Executed<S>> {
    const executed = await super.execute(tx, id, command, cause);
    if (executed.events.length === 0) return executed;
    await projectRows(tx, this.projection, id, this.projection.rowsOf([...executed.stored, ...executed.events]));
    return executed;
  }

  #rows(model: ReadModel<S>, stream: readonly StreamEvent[]): Rows {
    const [first] = stream;
    const last = stream.at(-1);
    if (first === undefined || last === undefined) return {};
    return model.rowsOf(this.fold(stream), { id: ownerOf(this.projection, first.streamId), first, last });
  }
}
