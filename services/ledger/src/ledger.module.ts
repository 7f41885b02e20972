import { Module } from '@nestjs/common';
import { Consumers } from './consumers.js';
import { ReturnsController } from './http/returns.controller.js';
import { TasksController } from './http/tasks.controller.js';
import { Journals } from './journals.js';
import { Histories } from './queries/history.js';
import { JournalEntries } from './queries/journal.js';
import { Returns } from './queries/returns.js';
import { Tasks } from './queries/tasks.js';

/** History, books and worklist of all returns. */
@Module({
  controllers: [Consumers, ReturnsController, TasksController],
  providers: [Journals, Returns, Tasks, Histories, JournalEntries],
})
export class LedgerModule {}
