import { nothing, unreachable, type Decision, type DomainEvent, type PrivateEvents } from '@backhaul/contracts';
import { normalised, sameValue, valuesIn, type MappingState, type MappingValue } from './state.js';

export type MappingCommand =
  | {
      kind: 'SetMappings';
      entries: readonly { key: string; value: MappingValue }[];
      by: string;
      reason: string;
      at: Date;
    }
  | { kind: 'RemoveMapping'; key: string; by: string; reason: string; at: Date };

/** `key` as the person wrote it. */
export type MappingEvent =
  | DomainEvent<'MappingSet', { key: string; value: MappingValue; by: string; reason: string }>
  | DomainEvent<'MappingRemoved', { key: string; by: string; reason: string }>;

export const privateEvents = { MappingSet: [], MappingRemoved: [] } satisfies PrivateEvents<MappingEvent, []>;

/** One table of one merchant: what its keys stand for in the ERP. Only what changes becomes an event. Pure. */
export const mapping = {
  initial: null as MappingState,
  decide(command: MappingCommand, state: MappingState): Decision<MappingEvent> {
    switch (command.kind) {
      case 'SetMappings':
        return setMappings(command, state);
      case 'RemoveMapping':
        return removeMapping(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve(before: MappingState, event: MappingEvent): MappingState {
    const key = normalised(event.data.key);
    switch (event.type) {
      case 'MappingSet':
        return { key, value: event.data.value, before };
      case 'MappingRemoved':
        return { key, value: null, before };
    }
  },
};

function setMappings(
  { entries, by, reason, at }: Extract<MappingCommand, { kind: 'SetMappings' }>,
  state: MappingState,
): Decision<MappingEvent> {
  const values = valuesIn(state);
  const changed = entries.filter(({ key, value }) => !sameValue(values.get(normalised(key)), value));
  const events = changed.map(({ key, value }) => ({
    type: 'MappingSet' as const,
    data: { key: key.trim(), value, by, reason },
    occurredAt: at,
  }));
  return { events, calls: [] };
}

function removeMapping(
  { key, by, reason, at }: Extract<MappingCommand, { kind: 'RemoveMapping' }>,
  state: MappingState,
): Decision<MappingEvent> {
  if (!valuesIn(state).has(normalised(key))) return nothing;
  return { events: [{ type: 'MappingRemoved', data: { key: key.trim(), by, reason }, occurredAt: at }], calls: [] };
}
