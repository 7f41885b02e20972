import { nothing, unreachable, type Decision } from '@backhaul/contracts';
import type { Beginning, Counts, Ending, JobRunEvent } from './events.js';

export type JobRunCommand =
  | { kind: 'Start'; beginning: Beginning; at: Date }
  | { kind: 'Skip'; beginning: Beginning; message: string; at: Date }
  | { kind: 'Finish'; status: Ending; counts: Counts; message: string | null; at: Date };

export type RunStatus = 'RUNNING' | Ending;

/** One run of one job for one merchant. */
export interface JobRun {
  readonly begun: (Beginning & { readonly at: Date }) | null;
  readonly status: RunStatus;
  readonly finishedAt: Date | null;
  readonly counts: Counts | null;
  readonly message: string | null;
}

const initial: JobRun = { begun: null, status: 'RUNNING', finishedAt: null, counts: null, message: null };

/** A run begins once and ends once: whoever lost it to another finds it ended. Pure. */
export const jobRun = {
  initial,
  decide(command: JobRunCommand, { begun, finishedAt }: JobRun): Decision<JobRunEvent> {
    const { at } = command;
    switch (command.kind) {
      case 'Start':
        return begun === null ? one({ type: 'JobRunStarted', data: command.beginning, occurredAt: at }) : nothing;
      case 'Skip': {
        const data = { ...command.beginning, message: command.message };
        return begun === null ? one({ type: 'JobRunSkipped', data, occurredAt: at }) : nothing;
      }
      case 'Finish': {
        const { status, counts, message } = command;
        if (begun === null || finishedAt !== null) return nothing;
        return one({ type: 'JobRunFinished', data: { status, counts, message }, occurredAt: at });
      }
      default:
        return unreachable(command);
    }
  },
  evolve(state: JobRun, event: JobRunEvent): JobRun {
    const { occurredAt: at } = event;
    switch (event.type) {
      case 'JobRunStarted':
        return { ...state, begun: { ...event.data, at } };
      case 'JobRunSkipped': {
        const { message, ...beginning } = event.data;
        return { ...state, begun: { ...beginning, at }, status: 'SKIPPED_LOCKED', finishedAt: at, message };
      }
      case 'JobRunFinished':
        return { ...state, ...event.data, finishedAt: at };
    }
  },
};

const one = (event: JobRunEvent): Decision<JobRunEvent> => ({ events: [event], calls: [] });
