import {
  badInput,
  CommandRoute,
  CurrentCommand,
  notFound,
  PersonCommands,
  reasoned,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { Stores } from '../stores.js';
import { backfillRows, type BackfillReport, type Wanted } from './backfill-rows.js';
import { Backfills } from './backfills.js';

const instant = z.iso.datetime({ offset: true, error: 'expected an instant such as 2026-03-01T00:00:00-05:00' });
const start = reasoned.extend({
  merchant: z.string(),
  from: instant.exactOptional().meta({ description: 'Returns that were initiated at or after this.' }),
  to: instant.exactOptional().meta({ description: 'And before this.' }),
  ids: z.array(z.string().min(1).max(200)).min(1).max(1000).exactOptional(),
});
const filter = z.object({
  merchant: z.string().exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
const idOf = z.string().regex(/^\d{1,18}$/, 'expected the id of a backfill');

/** Takes returns into our care that were only observed, because they are older than the cut-over. Safe to repeat. */
@ApiTags('backfills')
@Roles('viewer')
@Controller('backfills')
export class BackfillsController {
  constructor(
    private readonly stores: Stores,
    private readonly backfills: Backfills,
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
  ) {}

  @Get()
  async list(
    @Query({ schema: filter }) { merchant, limit }: z.infer<typeof filter>,
  ): Promise<{ items: BackfillReport[] }> {
    return { items: await backfillRows.list(this.pool, { id: null, merchantId: merchant ?? null, limit }) };
  }

  @Get(':id')
  async get(@Param('id', { schema: idOf }) id: string): Promise<BackfillReport> {
    const found = await backfillRows.find(this.pool, id);
    if (found === null) throw notFound(`There is no backfill ${id}.`);
    return found;
  }

  /** Either `from` and `to`, or `ids`. Goes on in the background: GET tells how far it is. */
  @Post()
  @CommandRoute('operator')
  async start(
    @Body({ schema: start }) body: z.infer<typeof start>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<BackfillReport> {
    const { merchant: merchantId, reason } = body;
    this.stores.settingsOf(merchantId);
    const wanted = wantedOf(body);
    const { by } = command;
    const answer = await this.commands.run(command, async (tx) => {
      const id = await backfillRows.create(tx, { merchantId, wanted, by, reason });
      const [report] = await backfillRows.list(tx, { id, merchantId, limit: 1 });
      if (report === undefined) throw new Error(`backfill ${id} was not written`);
      return report;
    });
    this.backfills.soon(merchantId);
    return answer;
  }
}

/** @throws HttpProblem 400 when it is neither a period nor a list of returns of the merchant */
function wantedOf({ merchant, from, to, ids }: z.infer<typeof start>): Wanted {
  if (ids !== undefined && from === undefined && to === undefined) {
    const strange = ids.findIndex((id) => !id.startsWith(`${merchant}-`));
    if (strange === -1) return { ids };
    throw badInput([
      { path: `ids[${strange}]`, expected: `expected a return of the merchant, such as ${merchant}-88120045` },
    ]);
  }
  if (ids === undefined && from !== undefined && to !== undefined && Date.parse(from) < Date.parse(to))
    return { from, to };
  throw badInput([{ path: 'from', expected: 'expected either from and to, the earlier one first, or ids' }]);
}
