import type { CallIntent } from '@backhaul/contracts';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import { aims360Rma } from '../../src/aims360-rma/decide.js';
import type { RmaEvent } from '../../src/aims360-rma/events.js';
import type { Rma } from '../../src/aims360-rma/state.js';

export interface Ran {
  readonly events: RmaEvent[];
  readonly calls: CallIntent[];
  readonly state: Rma;
}

/** One command after another, each on what the ones before it led to. */
export function run(commands: readonly RmaCommand[]): Ran {
  return commands.reduce<Ran>(
    ({ events, calls, state }, command) => {
      const decision = aims360Rma.decide(command, state);
      return {
        events: [...events, ...decision.events],
        calls: [...calls, ...decision.calls],
        state: decision.events.reduce(aims360Rma.evolve, state),
      };
    },
    { events: [], calls: [], state: aims360Rma.initial },
  );
}

/** What these commands lead to when those came before. */
export function after(before: readonly RmaCommand[]): { when(...commands: RmaCommand[]): Ran } {
  const earlier = run(before);
  return {
    when(...commands) {
      const { events, calls, state } = run([...before, ...commands]);
      return { events: events.slice(earlier.events.length), calls: calls.slice(earlier.calls.length), state };
    },
  };
}

export const typesOf = ({ events }: Pick<Ran, 'events'>): string[] => events.map(({ type }) => type);

type Of<T extends RmaEvent['type']> = Extract<RmaEvent, { type: T }>;

export const dataOf = <T extends RmaEvent['type']>({ events }: Pick<Ran, 'events'>, type: T): Of<T>['data'][] =>
  events.flatMap((event) => (event.type === type ? [event.data as Of<T>['data']] : []));
