import { deepEqual, equal, fail } from 'node:assert/strict';

/** What `specFor` needs to know of an aggregate: its three pure parts. */
export interface Decider<Command, State, Event, Call = unknown> {
  readonly initial: State | (() => State);
  evolve(state: State, event: Event): State;
  decide(
    command: Command,
    state: State,
  ): readonly Event[] | { readonly events: readonly Event[]; readonly calls?: readonly Call[] };
}

/** The decision was refused with an error of this stable code. */
export interface Refusal {
  readonly refused: string;
}

/** After `when`: state what must follow. */
export interface Outcome<Event, Call> {
  /** Exactly these events, or a refusal (`{ refused: 'CODE' }`). */
  then(expected: readonly Event[] | Refusal): Outcome<Event, Call>;
  /** Exactly these planned calls. */
  thenCalls(expected: readonly Call[]): Outcome<Event, Call>;
}

/** After `given`: a command comes. */
export interface Given<Command, Event, Call> {
  when(command: Command): Outcome<Event, Call>;
}

/**
 * Specs of a decider that read as the business says them:
 * `specFor(decider).given(events).when(command).then(events)`.
 */
export function specFor<Command, State, Event, Call = unknown>(
  decider: Decider<Command, State, Event, Call>,
): { given(events: readonly Event[]): Given<Command, Event, Call> } {
  return {
    given: (events) => ({
      when(command) {
        const state = events.reduce((before, event) => decider.evolve(before, event), initialOf(decider.initial));
        return outcome(() => decider.decide(command, state));
      },
    }),
  };
}

function outcome<Event, Call>(
  decide: () => readonly Event[] | { readonly events: readonly Event[]; readonly calls?: readonly Call[] },
): Outcome<Event, Call> {
  const decided = settle(decide);
  const specification: Outcome<Event, Call> = {
    then(expected) {
      if ('refused' in expected) equal(refusalOf(decided), expected.refused);
      else deepEqual(valueOf(decided).events, expected);
      return specification;
    },
    thenCalls(expected) {
      deepEqual(valueOf(decided).calls, expected);
      return specification;
    },
  };
  return specification;
}

type Settled<Event, Call> = { value: { events: readonly Event[]; calls: readonly Call[] } } | { error: unknown };

function settle<Event, Call>(
  decide: () => readonly Event[] | { readonly events: readonly Event[]; readonly calls?: readonly Call[] },
): Settled<Event, Call> {
  try {
    const value = decide();
    if ('events' in value) return { value: { events: value.events, calls: value.calls ?? [] } };
    return { value: { events: value, calls: [] } };
  } catch (error) {
    return { error };
  }
}

function valueOf<Event, Call>(decided: Settled<Event, Call>): { events: readonly Event[]; calls: readonly Call[] } {
  if ('error' in decided) throw decided.error;
  return decided.value;
}

function refusalOf(decided: Settled<unknown, unknown>): string {
  if ('value' in decided) return fail(`expected a refusal, but ${decided.value.events.length} events were decided`);
  const { error } = decided;
  // Not a refusal but a bug: its own stack says more than a comparison.
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  return error.code;
}

function initialOf<State>(initial: State | (() => State)): State {
  return typeof initial === 'function' ? (initial as () => State)() : initial;
}
