import type { CauseCount, CauseReplay, ParkedMessage, ParkedSummary, ReplayResult } from '@backhaul/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
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
  code: z.string().exactOptional(),
  type: z.string().exactOptional(),
  parkedBefore: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .exactOptional(),
});

const replay = operatorAction.extend({
  count: z.int().exactOptional().meta({
    description: 'How many messages will be handled again. Without it, or with another, the answer tells it.',
  }),
});

/** A part of the keys that stand still for one cause; the answer's `next` has what the next part needs. */
const causeReplay = replay.extend({
  type: z.string().exactOptional(),
  after: page.shape.after,
  limit: z.int().min(1).max(500).default(100),
});

/** A message, and what of its key stands around it. */
interface Inspected extends ParkedMessage {
  /** The message of the key that has to be dealt with first; null when it is this one, or none. */
  first: string | null;
  behind: { total: number; sample: ParkedSummary[] };
}

const SAMPLE = 10;
const NOT_CONFIRMED = 'The count is missing or not true any more. `preview` has the true one, and a sample.';

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

  /** Without their payload, which only the single message shows. */
  @Get()
  async list(
    @Query({ schema: filter }) query: z.infer<typeof filter>,
  ): Promise<{ total: number; items: ParkedSummary[] }> {
    const { parked } = this.operations;
    const { status, ...rest } = query;
    const chosen = status === undefined ? rest : { ...rest, status: [status] };
    const [total, items] = await Promise.all([parked.total({ ...chosen, after: '0' }), parked.list(chosen)]);
    return { total, items };
  }

  @Get('causes')
  async causes(): Promise<{ items: CauseCount[] }> {
    return { items: await this.operations.parked.causes() };
  }

  @Get(':id')
  async get(@Param('id') id: string): Promise<Inspected> {
    const { parked } = this.operations;
    const found = await parked.get(id);
    if (found === null) throw notFound(`There is no parked message ${id}.`);
    const { key } = found.message;
    const [[head], sample, total] = await Promise.all([
      parked.list({ key, limit: 1 }),
      parked.list({ key, after: id, limit: SAMPLE }),
      parked.total({ key, after: id }),
    ]);
    const first = head === undefined || head.id === id ? null : head.id;
    return { ...found, first, behind: { total, sample } };
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiConflictResponse({ description: NOT_CONFIRMED })
  async retry(@Param('id') id: string, @Body({ schema: replay }) order: z.infer<typeof replay>): Promise<ReplayResult> {
    return this.#done('parked message retried by a person', { parked: id, ...order }, (parked) =>
      parked.retry(id, order),
    );
  }

  /** All messages of the key, also those that have failed themselves. */
  @Post('keys/:key/retry')
  @HttpCode(200)
  @ApiConflictResponse({ description: NOT_CONFIRMED })
  async retryKey(
    @Param('key') key: string,
    @Body({ schema: replay }) order: z.infer<typeof replay>,
  ): Promise<ReplayResult> {
    return this.#done('parked key retried by a person', { key, ...order }, (parked) => parked.retryKey(key, order));
  }

  /** Every key whose first message failed with this code, the oldest first. One that fails again stops no other. */
  @Post('causes/:code/retry')
  @HttpCode(200)
  @ApiConflictResponse({ description: NOT_CONFIRMED })
  async retryCause(
    @Param('code') code: string,
    @Body({ schema: causeReplay }) { type, after, limit, ...order }: z.infer<typeof causeReplay>,
  ): Promise<CauseReplay> {
    const rest = { ...(type === undefined ? {} : { type }), ...(after === undefined ? {} : { after }) };
    return this.#done('parked cause retried by a person', { code, ...rest, ...order }, (parked) =>
      parked.retryCause({ code, limit, ...rest }, order),
    );
  }

  @Post(':id/discard')
  @HttpCode(200)
  async discard(
    @Param('id') id: string,
    @Body({ schema: operatorAction }) { by, reason }: OperatorAction,
  ): Promise<ReplayResult> {
    return this.#done('parked message discarded by a person', { parked: id, by, reason }, (parked) =>
      parked.discard(id, by, reason),
    );
  }

  /** Also after a failure in the middle: what was handled before it stays handled, and has to be followed up. */
  async #done<T extends { replayed: number }>(
    what: string,
    facts: object,
    work: (parked: Operations['parked']) => Promise<T>,
  ): Promise<T> {
    try {
      const result = await work(this.operations.parked);
      this.log.info({ ...facts, replayed: result.replayed }, what);
      return result;
    } finally {
      this.nudge.all();
    }
  }
}
