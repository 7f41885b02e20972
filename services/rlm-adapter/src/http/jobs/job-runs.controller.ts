import type { Clock } from '@backhaul/contracts';
import {
  causeOfCommand,
  CLOCK,
  CommandRoute,
  conflict,
  CurrentCommand,
  notFound,
  PersonCommands,
  ProblemResponses,
  ProjectionsLive,
  reasoned,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Get, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import type { z } from 'zod';
import { makeAgain } from '../../jobs/calls-again.js';
import { JobPages } from '../../jobs/job-pages.js';
import { jobItems } from '../../jobs/job-streams.js';
import { causeOfJob } from '../../jobs/open-run.js';
import { callsOf } from '../../jobs/open-items.js';
import { itemsQuery, runParameter, seqParameter, type ItemsQuery } from './parameters.js';
import { jobItemAnswer, jobItemPage, jobRunAnswer, type JobItemView, type JobRunView } from './schemas.js';

/** Runs of the jobs, and what became of each item. */
@ApiTags('jobs')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('runs')
export class JobRunsController {
  constructor(
    private readonly pages: JobPages,
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id')
  @ApiOperation({ summary: 'A run' })
  @ApiOkResponse({ standardSchema: jobRunAnswer })
  @ProblemResponses(400, 401, 403, 404, 503)
  async run(@Param('id', { schema: runParameter }) id: string): Promise<JobRunView> {
    const found = await this.pages.run(this.pool, id);
    if (found === null) throw notFound(`No run ${id} is known here.`);
    return found;
  }

  @Get(':id/items')
  @ApiOperation({ summary: 'Items of a run, in the order in which they were looked at' })
  @ApiOkResponse({ standardSchema: jobItemPage })
  @ProblemResponses(400, 401, 403, 404, 503)
  async items(
    @Param('id', { schema: runParameter }) id: string,
    @Query({ schema: itemsQuery }) query: ItemsQuery,
  ): Promise<{ items: JobItemView[]; next: string | null }> {
    await this.run(id);
    return this.pages.items(id, query);
  }

  /** Its attempts are counted anew, and what failed is made again at once, after a look whether it was done. */
  @Post(':id/items/:seq/retry')
  @CommandRoute('operator')
  @ApiOkResponse({ standardSchema: jobItemAnswer })
  @ProblemResponses(400, 401, 403, 404, 503)
  async retry(
    @Param('id', { schema: runParameter }) id: string,
    @Param('seq', { schema: seqParameter }) seq: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<JobItemView> {
    const { merchantId, jobName: job } = await this.run(id);
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const found = await this.pages.item(tx, id, seq);
      if (found === null) throw notFound(`Run ${id} has no item ${seq}.`);
      const item = await jobItems.load(tx, found.itemId);
      if (item.failing.length === 0) throw conflict('NOT_POSSIBLE', 'It went through: there is nothing to try again.');
      const { by, reason } = person;
      const cause = causeOfCommand(person, causeOfJob({ merchantId, job }, id));
      await jobItems.execute(tx, found.itemId, { kind: 'Retry', by, reason, at: this.clock.now() }, cause);
      for (const key of callsOf(item)) await makeAgain(tx, key, { by, reason });
      return { ...found.view, retryState: 'PENDING' };
    });
  }
}
