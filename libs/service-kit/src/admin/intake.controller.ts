import { intakeStore, type IntakeItem } from '@backhaul/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { Nudge } from '../boot/nudge.js';
import { notFound } from '../http/problem.js';
import { Roles } from '../http/roles.js';
import { operatorAction, page, type OperatorAction } from './operator-action.js';

const filter = page.extend({
  status: z.enum(['waiting', 'done', 'parked', 'discarded']).exactOptional(),
  source: z.string().exactOptional(),
  merchantId: z.string().exactOptional(),
});

/** An item as an admin sees it: the raw body as text. */
type ShownItem = Omit<IntakeItem, 'body'> & { body: string };

/** Webhooks as they came in. One that was well signed but not understood is parked here, and can be replayed. */
@ApiTags('admin')
@Roles('admin')
@Controller('admin/intake')
export class IntakeController {
  constructor(
    private readonly pool: Pool,
    private readonly nudge: Nudge,
  ) {}

  @Get()
  async list(@Query({ schema: filter }) query: z.infer<typeof filter>): Promise<{ items: ShownItem[] }> {
    return { items: (await intakeStore.list(this.pool, query)).map(shown) };
  }

  @Get(':id')
  async get(@Param('id') id: string): Promise<ShownItem> {
    const found = await intakeStore.get(this.pool, id);
    if (found === null) throw notFound(`There is no webhook ${id}.`);
    return shown(found);
  }

  @Post(':id/replay')
  @HttpCode(200)
  async replay(
    @Param('id') id: string,
    @Body({ schema: operatorAction }) { by, reason }: OperatorAction,
  ): Promise<{ replayed: string }> {
    await intakeStore.replay(this.pool, id, `${by}: ${reason}`);
    this.nudge.all();
    return { replayed: id };
  }

  @Post(':id/discard')
  @HttpCode(200)
  async discard(
    @Param('id') id: string,
    @Body({ schema: operatorAction }) { by, reason }: OperatorAction,
  ): Promise<{ discarded: string }> {
    await intakeStore.discard(this.pool, id, by, reason);
    return { discarded: id };
  }
}

const shown = ({ body, ...item }: IntakeItem): ShownItem => ({ ...item, body: body.toString('utf8') });
