import type { ParkedMessage, ReplayResult } from '@backhaul/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Nudge } from '../boot/nudge.js';
import { notFound } from '../http/problem.js';
import { Roles } from '../http/roles.js';
import { Logger } from '../logging/logger.js';
import { Operations } from './operations.js';
import { operatorAction, page, type OperatorAction } from './operator-action.js';

const filter = page.extend({
  status: z.enum(['failed', 'queued', 'replayed', 'discarded']).exactOptional(),
  key: z.string().exactOptional(),
});

/** Bus events that failed for good, and those of the same key that wait behind them. */
@ApiTags('admin')
@Roles('admin')
@Controller('admin/parked')
export class ParkedController {
  constructor(
    private readonly operations: Operations,
    private readonly nudge: Nudge,
    private readonly log: Logger,
  ) {}

  @Get()
  async list(@Query({ schema: filter }) query: z.infer<typeof filter>): Promise<{ items: ParkedMessage[] }> {
    const { status, ...rest } = query;
    return { items: await this.operations.parked.list(status === undefined ? rest : { ...rest, status: [status] }) };
  }

  @Get(':id')
  async get(@Param('id') id: string): Promise<ParkedMessage> {
    const found = /^\d{1,18}$/.test(id) ? await this.operations.parked.get(id) : null;
    if (found === null) throw notFound(`There is no parked message ${id}.`);
    return found;
  }

  @Post(':id/retry')
  @HttpCode(200)
  async retry(
    @Param('id') id: string,
    @Body({ schema: operatorAction }) action: OperatorAction,
  ): Promise<ReplayResult> {
    this.log.info({ parked: id, by: action.by, reason: action.reason }, 'parked message retried by a person');
    return this.#woken(this.operations.parked.retry(id, action.by));
  }

  @Post('keys/:key/retry')
  @HttpCode(200)
  async retryKey(
    @Param('key') key: string,
    @Body({ schema: operatorAction }) action: OperatorAction,
  ): Promise<ReplayResult> {
    this.log.info({ key, by: action.by, reason: action.reason }, 'parked key retried by a person');
    return this.#woken(this.operations.parked.retryKey(key, action.by));
  }

  @Post(':id/discard')
  @HttpCode(200)
  async discard(
    @Param('id') id: string,
    @Body({ schema: operatorAction }) action: OperatorAction,
  ): Promise<ReplayResult> {
    this.log.info({ parked: id, by: action.by, reason: action.reason }, 'parked message discarded by a person');
    return this.#woken(this.operations.parked.discard(id, action.by, action.reason));
  }

  async #woken(work: Promise<ReplayResult>): Promise<ReplayResult> {
    const result = await work;
    this.nudge.all();
    return result;
  }
}
