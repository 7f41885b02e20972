import type { Clock } from '@backhaul/contracts';
import {
  CLOCK,
  CommandRoute,
  conflict,
  CurrentCommand,
  notFound,
  PersonCommands,
  ProblemResponses,
  ProjectionsLive,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Merchants } from '@backhaul/service-kit';
import { Body, Controller, Get, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { MerchantSections } from '../../config.js';
import type { Wanted } from '../../jobs/job-begin.js';
import { JobPages } from '../../jobs/job-pages.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { jobTable } from '../../jobs/job-table.js';
import type { JobName } from '../../jobs/names.js';
import { jobBody, jobParameter, jobsQuery, runBody, runsQuery, type RunBody, type RunsQuery } from './parameters.js';
import { jobAnswer, jobList, jobRunAnswer, jobRunPage, type JobRunView, type JobView } from './schemas.js';

type JobBody = z.infer<typeof jobBody>;

/** The jobs under the names that RLM's users know, for each merchant. */
@ApiTags('jobs')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly pages: JobPages,
    private readonly runner: JobRunner,
    private readonly commands: PersonCommands,
    private readonly merchants: Merchants<MerchantSections>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every job, with its last run and what waits in it' })
  @ApiOkResponse({ standardSchema: jobList })
  @ProblemResponses(400, 401, 403, 503)
  async list(@Query({ schema: jobsQuery }) { merchant }: z.infer<typeof jobsQuery>): Promise<{ items: JobView[] }> {
    return { items: await this.pages.jobs(merchant) };
  }

  @Get(':name/runs')
  @ApiOperation({ summary: 'Runs of a job, newest first' })
  @ApiOkResponse({ standardSchema: jobRunPage })
  @ProblemResponses(400, 401, 403, 503)
  runs(
    @Param('name', { schema: jobParameter }) job: JobName,
    @Query({ schema: runsQuery }) query: RunsQuery,
  ): Promise<{ items: JobRunView[]; next: string | null }> {
    return this.pages.runs(job, query);
  }

  /** Answers with the run as it begins, or with one that was skipped because another has the job. It never moves the watermark back. */
  @Post(':name/runs')
  @CommandRoute('operator')
  @ApiOkResponse({ standardSchema: jobRunAnswer })
  @ProblemResponses(400, 401, 403, 404, 503)
  async run(
    @Param('name', { schema: jobParameter }) job: JobName,
    @Body({ schema: runBody }) body: RunBody,
    @CurrentCommand() person: PersonCommand,
  ): Promise<JobRunView> {
    const of = { merchantId: this.#served(body.merchant), job };
    const { by, reason } = person;
    const begun: Parameters<JobRunner['soon']>[0][] = [];
    const view = await this.commands.run(person, async (tx) => {
      begun.length = 0;
      const answer = await this.runner.begin(tx, of, { kind: 'person', by, reason, wanted: wantedOf(body) });
      if (answer.kind === 'begun') begun.push(answer.run);
      const runId = answer.kind === 'begun' ? answer.run.runId : answer.runId;
      const run = await this.pages.run(tx, runId);
      if (run === null) throw new Error(`run ${runId} was not written`);
      return run;
    });
    for (const run of begun) this.runner.soon(run);
    return view;
  }

  /** Until it is resumed it does not run by itself, and its calls wait. */
  @Post(':name/pause')
  @CommandRoute('operator')
  @ApiOkResponse({ standardSchema: jobAnswer })
  @ProblemResponses(400, 401, 403, 404, 503)
  pause(
    @Param('name', { schema: jobParameter }) job: JobName,
    @Body({ schema: jobBody }) body: JobBody,
    @CurrentCommand() person: PersonCommand,
  ): Promise<JobView> {
    const of = { merchantId: this.#served(body.merchant), job };
    return this.commands.run(person, async (tx) => {
      if ((await jobTable.find(tx, of)).paused !== null) throw conflict('NOT_POSSIBLE', `${job} is paused already.`);
      await jobTable.pause(tx, of, { at: this.clock.now(), by: person.by, reason: person.reason });
      return this.pages.job(tx, of);
    });
  }

  /** What waited goes out, and the next run makes up for what was missed. */
  @Post(':name/resume')
  @CommandRoute('operator')
  @ApiOkResponse({ standardSchema: jobAnswer })
  @ProblemResponses(400, 401, 403, 404, 503)
  async resume(
    @Param('name', { schema: jobParameter }) job: JobName,
    @Body({ schema: jobBody }) body: JobBody,
    @CurrentCommand() person: PersonCommand,
  ): Promise<JobView> {
    const of = { merchantId: this.#served(body.merchant), job };
    const view = await this.commands.run(person, async (tx) => {
      if ((await jobTable.find(tx, of)).paused === null) throw conflict('NOT_POSSIBLE', `${job} is not paused.`);
      await jobTable.resume(tx, of);
      return this.pages.job(tx, of);
    });
    this.runner.resumed(of, { by: person.by, reason: person.reason });
    return view;
  }

  #served(merchantId: string): string {
    if (this.merchants.find(merchantId)?.rlm !== undefined) return merchantId;
    throw notFound(`No merchant ${merchantId} has RLM.`);
  }
}

function wantedOf({ ids, from, to }: RunBody): Wanted {
  if (ids !== undefined) return { kind: 'ids', ids };
  if (from === undefined || to === undefined) return { kind: 'next' };
  return { kind: 'period', from: new Date(from), to: new Date(to) };
}
