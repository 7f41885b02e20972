import {
  nothing,
  unreachable,
  type Decision,
  type DomainEvent,
  type PrivateEvents,
  type Published,
} from '@backhaul/contracts';
import { operationWords, type Operation } from './operations.js';

export type Aims360StoreCommand =
  /** The store's AIMS360 has no call for it: from now on people do it. */
  | { kind: 'LoseOperation'; merchantId: string; operation: Operation; at: Date }
  /** It has one after all. */
  | { kind: 'RegainOperation'; merchantId: string; operation: Operation; at: Date }
  /** A view cannot be read as it is configured. */
  | { kind: 'ReportView'; merchantId: string; view: string; problem: ViewProblem; at: Date }
  | { kind: 'ClearView'; merchantId: string; view: string; at: Date };

/** What is wrong with a view. */
export interface ViewProblem {
  readonly why: string;
  /** Its columns that are looked for and not there, by their configured names. */
  readonly columns: readonly string[];
}

export type Aims360StoreEvent =
  | Published<'TaskOpened' | 'TaskClosed'>
  | DomainEvent<'OperationLost', { operation: Operation }>
  | DomainEvent<'OperationRegained', { operation: Operation }>
  | DomainEvent<'ViewBroken', { view: string; why: string }>
  | DomainEvent<'ViewMended', { view: string }>;

export const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;
export const privateEvents = {
  OperationLost: [],
  OperationRegained: [],
  ViewBroken: [],
  ViewMended: [],
} satisfies PrivateEvents<Aims360StoreEvent, typeof publishedEvents>;

/** What the store's AIMS360 cannot do, and which of its views cannot be read. */
export interface Aims360StoreState {
  readonly lost: readonly Operation[];
  /** Why, by the name of the view. */
  readonly brokenViews: Readonly<Record<string, string>>;
}

/** What one store's AIMS360 turned out to lack. Each is told to a person once, and over by itself once it is there. Pure. */
export const aims360Store = {
  initial: { lost: [], brokenViews: {} } as Aims360StoreState,
  decide(command: Aims360StoreCommand, state: Aims360StoreState): Decision<Aims360StoreEvent> {
    switch (command.kind) {
      case 'LoseOperation':
        return lose(command, state);
      case 'RegainOperation':
        return regain(command, state);
      case 'ReportView':
        return reportView(command, state);
      case 'ClearView':
        return clearView(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve(state: Aims360StoreState, event: Aims360StoreEvent): Aims360StoreState {
    switch (event.type) {
      case 'OperationLost':
        return { ...state, lost: [...state.lost, event.data.operation] };
      case 'OperationRegained':
        return { ...state, lost: state.lost.filter((one) => one !== event.data.operation) };
      case 'ViewBroken':
        return { ...state, brokenViews: { ...state.brokenViews, [event.data.view]: event.data.why } };
      case 'ViewMended': {
        const { [event.data.view]: _, ...brokenViews } = state.brokenViews;
        return { ...state, brokenViews };
      }
      case 'TaskOpened':
      case 'TaskClosed':
        return state;
    }
  },
};

type Command<K extends Aims360StoreCommand['kind']> = Extract<Aims360StoreCommand, { kind: K }>;
type StoreDecision = Decision<Aims360StoreEvent>;

const noApiTask = (merchantId: string, operation: Operation): string => `no-write-api-${operation}:${merchantId}`;
const viewTask = (merchantId: string, view: string): string => `view-column-missing-${view}:${merchantId}`;

function lose({ merchantId, operation, at }: Command<'LoseOperation'>, { lost }: Aims360StoreState): StoreDecision {
  if (lost.includes(operation)) return nothing;
  const done = operationWords[operation];
  return {
    events: [
      { type: 'OperationLost', data: { operation }, occurredAt: at },
      opened(at, {
        taskId: noApiTask(merchantId, operation),
        kind: 'no-write-api',
        title: `AIMS360 has no call with which ${done}`,
        why: `From now on ${done} by a person: each comes as a task with the exact values, and closes by itself once AIMS360 shows it. When the vendor has opened the API, check the set-up: it goes on by itself.`,
        values: { operation, setting: `aims360.modes.${operation}` },
      }),
    ],
    calls: [],
  };
}

function regain({ merchantId, operation, at }: Command<'RegainOperation'>, { lost }: Aims360StoreState): StoreDecision {
  if (!lost.includes(operation)) return nothing;
  const events: Aims360StoreEvent[] = [
    { type: 'OperationRegained', data: { operation }, occurredAt: at },
    closed(at, noApiTask(merchantId, operation), 'AIMS360 takes the call now'),
  ];
  return { events, calls: [] };
}

function reportView(
  { merchantId, view, problem, at }: Command<'ReportView'>,
  { brokenViews }: Aims360StoreState,
): StoreDecision {
  const { why, columns } = problem;
  if (brokenViews[view] === why) return nothing;
  const events: Aims360StoreEvent[] = [
    { type: 'ViewBroken', data: { view, why }, occurredAt: at },
    opened(at, {
      taskId: viewTask(merchantId, view),
      kind: 'view-column-missing',
      title: `The view “${view}” cannot be read`,
      why: `${why} Nothing is guessed, so nothing of it is taken in. Put the columns back in AIMS360, or name them in the configuration.`,
      values: { view, columns: columns.join(', ') },
    }),
  ];
  return { events, calls: [] };
}

function clearView({ merchantId, view, at }: Command<'ClearView'>, { brokenViews }: Aims360StoreState): StoreDecision {
  if (brokenViews[view] === undefined) return nothing;
  const events: Aims360StoreEvent[] = [
    { type: 'ViewMended', data: { view }, occurredAt: at },
    closed(at, viewTask(merchantId, view), 'The view is read again'),
  ];
  return { events, calls: [] };
}

interface Notice {
  readonly taskId: string;
  readonly kind: string;
  readonly title: string;
  readonly why: string;
  readonly values: Record<string, string>;
}

const opened = (at: Date, notice: Notice): Aims360StoreEvent => ({
  type: 'TaskOpened',
  data: { ...notice, returnId: null, role: 'operator', openedAt: at.toISOString() },
  occurredAt: at,
});

const closed = (at: Date, taskId: string, how: string): Aims360StoreEvent => ({
  type: 'TaskClosed',
  data: { taskId, returnId: null, how, closedAt: at.toISOString() },
  occurredAt: at,
});
