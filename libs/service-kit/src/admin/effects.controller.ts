import { effectsStore, type CallRecord } from '@backhaul/effects';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { Nudge } from '../boot/nudge.js';
import { notFound } from '../http/problem.js';
import { Roles } from '../http/roles.js';
import { operatorAction, page, type OperatorAction } from './operator-action.js';

const filter = page.extend({
  status: z.enum(['planned', 'sent', 'in-doubt', 'answered', 'confirmed', 'refused']).exactOptional(),
  kind: z.string().exactOptional(),
  merchantId: z.string().exactOptional(),
  subject: z.string().exactOptional(),
  unfinished: z.stringbool().exactOptional(),
  waitingForPerson: z.stringbool().exactOptional(),
});

/** What a person found in the vendor's system. */
const finding = z.discriminatedUnion('outcome', [
  operatorAction.extend({ outcome: z.literal('found'), result: z.unknown() }),
  operatorAction.extend({ outcome: z.literal('absent') }),
  operatorAction.extend({ outcome: z.literal('refused') }),
]);

/** Calls to vendors: planned, under way, in doubt. Who mends what a task asks for may have the call made again. */
@ApiTags('admin')
@Roles('operator', 'finance')
@Controller('admin/effects')
export class EffectsController {
  constructor(
    private readonly pool: Pool,
    private readonly nudge: Nudge,
  ) {}

  @Get()
  async list(@Query({ schema: filter }) query: z.infer<typeof filter>): Promise<{ items: CallRecord[] }> {
    return { items: await effectsStore.list(this.pool, query) };
  }

  @Get(':key')
  async get(@Param('key') key: string): Promise<CallRecord> {
    const found = await effectsStore.get(this.pool, key);
    if (found === null) throw notFound(`No call is planned under ${key}.`);
    return found;
  }

  /** Makes the call due now. One that may have been applied is looked up first, as ever. */
  @Post(':key/retry')
  @HttpCode(200)
  async retry(
    @Param('key') key: string,
    @Body({ schema: operatorAction }) { by, reason }: OperatorAction,
  ): Promise<{ retried: string }> {
    await effectsStore.retry(this.pool, key, by, reason);
    this.nudge.all();
    return { retried: key };
  }

  /** Ends the doubt by hand, after a look into the vendor's system. */
  @Post(':key/resolve')
  @Roles('admin')
  @HttpCode(200)
  async resolve(
    @Param('key') key: string,
    @Body({ schema: finding }) found: z.infer<typeof finding>,
  ): Promise<{ resolved: string }> {
    const { by, reason, ...rest } = found;
    await effectsStore.resolve(this.pool, key, by, reason, rest.outcome === 'refused' ? { ...rest, reason } : rest);
    this.nudge.all();
    return { resolved: key };
  }
}
