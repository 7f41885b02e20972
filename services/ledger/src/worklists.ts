import type { EventData } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { projectRows, type Cause } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { tasks } from './aggregates.js';
import { tasksProjection } from './projections/tasks.js';
import type { Command } from './worklist/commands.js';

/** What waits for a person, of all services: takes tasks in and keeps what readers see in step. */
@Injectable()
export class Worklists {
  open(tx: Queryable, service: string, task: EventData<'TaskOpened'>, cause: Cause): Promise<void> {
    return this.#note(tx, task.taskId, { kind: 'NoteOpening', service, task }, cause);
  }

  close(tx: Queryable, closing: EventData<'TaskClosed'>, cause: Cause): Promise<void> {
    return this.#note(tx, closing.taskId, { kind: 'NoteClosing', closing }, cause);
  }

  async #note(tx: Queryable, taskId: string, command: Command, cause: Cause): Promise<void> {
    const { stored, events } = await tasks.execute(tx, taskId, command, cause);
    if (events.length === 0) return;
    await projectRows(tx, tasksProjection, taskId, tasksProjection.rowsOf([...stored, ...events]));
  }
}
