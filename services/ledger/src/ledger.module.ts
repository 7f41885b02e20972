import { ProjectionsModule } from '@backhaul/service-kit';
import { Module } from '@nestjs/common';
import { Consumers } from './consumers.js';
import { OpenItemsController } from './http/open-items.controller.js';
import { ReturnsController } from './http/returns.controller.js';
import { TasksController } from './http/tasks.controller.js';
import { Journals } from './journals.js';
import { returnsProjection } from './projections/returns.js';
import { tasksProjection } from './projections/tasks.js';
import { Histories } from './queries/history.js';
import { JournalEntries } from './queries/journal.js';
import { OpenItems } from './queries/open-items.js';
import { Returns } from './queries/returns.js';
import { Tasks } from './queries/tasks.js';
import { Worklists } from './worklists.js';

/** History, books and worklist of all returns. */
@Module({
  imports: [ProjectionsModule.of([returnsProjection, tasksProjection])],
  controllers: [Consumers, ReturnsController, OpenItemsController, TasksController],
  providers: [Journals, Worklists, Returns, Tasks, Histories, JournalEntries, OpenItems],
})
export class LedgerModule {}
