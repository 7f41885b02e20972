import { ProblemResponses, ProjectionsLive, Roles } from '@backhaul/service-kit';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Tasks } from '../queries/tasks.js';
import { tasksQuery, type TasksQuery } from './parameters.js';
import { taskPage, type TaskPageView } from './schemas.js';

/** What waits for a person, of all services. */
@ApiTags('tasks')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: Tasks) {}

  @Get()
  @ApiOperation({ summary: 'Open tasks, oldest first' })
  @ApiOkResponse({ standardSchema: taskPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: tasksQuery }) query: TasksQuery): Promise<TaskPageView> {
    return this.tasks.page(query);
  }
}
