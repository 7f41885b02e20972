import { nothing, unreachable, type Decider, type Decision } from '@backhaul/contracts';
import type { Command, NoteClosing, NoteOpening } from './commands.js';
import type { WorklistEvent } from './events.js';
import { evolve, initial, type WorklistTask } from './state.js';

/** What follows from a command; pure. */
export function decide(command: Command, state: WorklistTask): Decision<WorklistEvent> {
  switch (command.kind) {
    case 'NoteOpening':
      return noteOpening(command, state);
    case 'NoteClosing':
      return noteClosing(command, state);
    default:
      return unreachable(command);
  }
}

/** The pure aggregate. */
export const worklist: Decider<WorklistTask, Command, WorklistEvent> = { initial, decide, evolve };

/** A task that is opened again later counts from then; one that comes late changes nothing. */
function noteOpening({ service, task }: NoteOpening, { opening }: WorklistTask): Decision<WorklistEvent> {
  if (opening !== null && !supersedes(task, task.openedAt, opening.task, opening.task.openedAt)) return nothing;
  const occurredAt = new Date(task.openedAt);
  return { events: [{ type: 'OpeningNoted', data: { service, task }, occurredAt }], calls: [] };
}

function noteClosing({ closing }: NoteClosing, { closing: known }: WorklistTask): Decision<WorklistEvent> {
  if (known !== null && !supersedes(closing, closing.closedAt, known, known.closedAt)) return nothing;
  return { events: [{ type: 'ClosingNoted', data: { closing }, occurredAt: new Date(closing.closedAt) }], calls: [] };
}

/** The later one counts; of two at one instant always the same one, so that the order of arrival never shows. */
function supersedes(news: object, at: string, known: object, knownAt: string): boolean {
  const later = Date.parse(at) - Date.parse(knownAt);
  return later > 0 || (later === 0 && JSON.stringify(news) > JSON.stringify(known));
}
