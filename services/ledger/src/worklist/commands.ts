import type { EventData } from '@backhaul/contracts';

/** A task became known. */
export interface NoteOpening {
  readonly kind: 'NoteOpening';
  /** Which service opened it. */
  readonly service: string;
  readonly task: EventData<'TaskOpened'>;
}

/** That a task is done became known, perhaps before the task itself. */
export interface NoteClosing {
  readonly kind: 'NoteClosing';
  readonly closing: EventData<'TaskClosed'>;
}

/** Everything that can be asked of a task on the worklist. */
export type Command = NoteOpening | NoteClosing;
