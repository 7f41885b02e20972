import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { Roles } from '../http/roles.js';
import { actionLog, type Action } from './action-log.js';

const filter = z.object({
  merchant: z.string().max(100).exactOptional(),
  by: z.string().max(200).exactOptional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/, 'expected the id of the last action seen')
    .exactOptional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** What persons did here: who, when, what, why, and what came of it. The newest first; kept for good. */
@ApiTags('actions')
@Roles('viewer')
@Controller('actions')
export class ActionsController {
  constructor(private readonly pool: Pool) {}

  @Get()
  async list(@Query({ schema: filter }) query: z.infer<typeof filter>): Promise<{ items: Action[] }> {
    return { items: await actionLog.list(this.pool, query) };
  }
}
