import {
  nothing,
  unreachable,
  type Decision,
  type DomainEvent,
  type PrivateEvents,
  type Published,
} from '@backhaul/contracts';
import { wasFound, type Findings, type StoreState } from './state.js';

/** Why the sends of a store have to stop. */
export interface Finding {
  /** The same finding always has the same id, such as `foreign-rma:30115`: it stops a store once. */
  readonly id: string;
  readonly why: string;
  /** What a person has to look at, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** How the task reads on the worklist; default: the sends to an ERP. */
  readonly task?: { readonly kind: string; readonly title: string };
}

const sendsStopped = { kind: 'sends-stopped', title: 'Nothing is sent to the ERP for this store any more' };

export type StoreCommand =
  | { kind: 'StopSends'; merchantId: string; finding: Finding; at: Date }
  | { kind: 'ReleaseSends'; by: string; reason: string; at: Date };

export type StoreEvent =
  | Published<'TaskOpened' | 'TaskClosed'>
  | DomainEvent<'SendsStopped', { finding: string; why: string }>
  /** One more, while they were stopped: the release answers for it too. */
  | DomainEvent<'FindingAdded', { finding: string }>
  | DomainEvent<'SendsReleased', { by: string; reason: string }>;

export const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;
export const privateEvents = { SendsStopped: [], FindingAdded: [], SendsReleased: [] } satisfies PrivateEvents<
  StoreEvent,
  typeof publishedEvents
>;

/** Whether a store's sends are stopped. A person releases them; what was found before does not stop them again. Pure. */
export const store = {
  initial: { stop: null, stops: 0, findings: null } as StoreState,
  decide(command: StoreCommand, state: StoreState): Decision<StoreEvent> {
    switch (command.kind) {
      case 'StopSends':
        return stopSends(command, state);
      case 'ReleaseSends':
        return releaseSends(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve(state: StoreState, event: StoreEvent): StoreState {
    switch (event.type) {
      case 'SendsStopped':
        return {
          ...found(state, event.data.finding),
          stops: state.stops + 1,
          stop: { since: event.occurredAt, why: event.data.why, findings: 1, taskId: null },
        };
      case 'FindingAdded': {
        const { stop } = state;
        return {
          ...found(state, event.data.finding),
          stop: stop === null ? null : { ...stop, findings: stop.findings + 1 },
        };
      }
      case 'SendsReleased':
        return { ...state, stop: null };
      case 'TaskOpened':
        return { ...state, stop: state.stop === null ? null : { ...state.stop, taskId: event.data.taskId } };
      case 'TaskClosed':
        return state;
    }
  },
};

function stopSends(
  { merchantId, finding, at }: Extract<StoreCommand, { kind: 'StopSends' }>,
  state: StoreState,
): Decision<StoreEvent> {
  const { id, why, values, task = sendsStopped } = finding;
  if (wasFound(state.findings, id)) return nothing;
  if (state.stop !== null) {
    return { events: [{ type: 'FindingAdded', data: { finding: id }, occurredAt: at }], calls: [] };
  }
  const data = {
    taskId: `${task.kind}:${merchantId}:${state.stops + 1}`,
    returnId: null,
    ...task,
    why: `${why} Find out who did it and agree who does it from now on; then release the store.`,
    values: { ...values },
    role: 'operator' as const,
    openedAt: at.toISOString(),
  };
  return {
    events: [
      { type: 'SendsStopped', data: { finding: id, why }, occurredAt: at },
      { type: 'TaskOpened', data, occurredAt: at },
    ],
    calls: [],
  };
}

function releaseSends(
  { by, reason, at }: Extract<StoreCommand, { kind: 'ReleaseSends' }>,
  { stop }: StoreState,
): Decision<StoreEvent> {
  if (stop === null) return nothing;
  const released: StoreEvent = { type: 'SendsReleased', data: { by, reason }, occurredAt: at };
  if (stop.taskId === null) return { events: [released], calls: [] };
  const how = `Released by ${by}: ${reason}`;
  const data = { taskId: stop.taskId, returnId: null, how, closedAt: at.toISOString() };
  return { events: [released, { type: 'TaskClosed', data, occurredAt: at }], calls: [] };
}

const found = (state: StoreState, id: string): StoreState & { findings: Findings } => ({
  ...state,
  findings: { id, before: state.findings },
});
