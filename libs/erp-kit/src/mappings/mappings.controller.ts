import {
  CommandRoute,
  CurrentCommand,
  notFound,
  PersonCommands,
  reasoned,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { ErpAdapter } from '../adapter.js';
import { Stores } from '../stores.js';
import { checkedEntries } from './checked-entries.js';
import { entries } from './entries.js';
import { MappedReturns } from './mapped-returns.js';
import { Mappings, type Change } from './mappings.js';
import { described, shownTable, type DescribedTable, type ShownTable } from './shown-table.js';
import { unmapped } from './unmapped.js';

const MOST_UNMAPPED = 500;

const page = z.object({
  after: z.string().max(500).default('').meta({ description: 'Key of the last entry seen.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
const historyQuery = z.object({
  key: z.string().max(500).exactOptional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
const put = reasoned.extend({ value: z.unknown() });
const importBody = reasoned.extend({
  entries: z
    .array(z.object({ key: z.string(), value: z.unknown() }))
    .min(1)
    .max(1000),
});

/** What the words of other systems stand for in the ERP: looked at and changed while everything runs. */
@ApiTags('mappings')
@Roles('viewer')
@Controller('mappings')
export class MappingsController {
  constructor(
    private readonly adapter: ErpAdapter,
    private readonly stores: Stores,
    private readonly mappings: Mappings,
    private readonly mapped: MappedReturns,
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
  ) {}

  /** The tables that there are, with the form of their keys and values. */
  @Get()
  tables(): { items: DescribedTable[] } {
    return { items: this.adapter.tables.map(described) };
  }

  @Get(':merchant/:table')
  async get(
    @Param('merchant') merchantId: string,
    @Param('table') name: string,
    @Query({ schema: page }) { after, limit }: z.infer<typeof page>,
  ): Promise<ShownTable> {
    const table = this.stores.tableOf(merchantId, name);
    const id = { merchantId, table: name };
    const [found, missing] = await Promise.all([
      entries.list(this.pool, id, after, limit),
      unmapped.list(this.pool, id, MOST_UNMAPPED),
    ]);
    return shownTable(table, merchantId, found, missing);
  }

  @Get(':merchant/:table/history')
  async history(
    @Param('merchant') merchantId: string,
    @Param('table') name: string,
    @Query({ schema: historyQuery }) { key, limit }: z.infer<typeof historyQuery>,
  ): Promise<{ items: Change[] }> {
    this.stores.tableOf(merchantId, name);
    return { items: await this.mappings.history(this.pool, { merchantId, table: name }, key, limit) };
  }

  @Put(':merchant/:table/:key')
  @CommandRoute('operator')
  async put(
    @Param('merchant') merchantId: string,
    @Param('table') name: string,
    @Param('key') key: string,
    @Body({ schema: put }) { value }: z.infer<typeof put>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ changed: string[] }> {
    return this.#set(merchantId, name, [{ key, value }], () => '', command);
  }

  /** Many at once: all of them, or none. */
  @Post(':merchant/:table/import')
  @CommandRoute('operator')
  async import(
    @Param('merchant') merchantId: string,
    @Param('table') name: string,
    @Body({ schema: importBody }) body: z.infer<typeof importBody>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ changed: string[] }> {
    return this.#set(merchantId, name, body.entries, (index) => `entries[${index}].`, command);
  }

  @Delete(':merchant/:table/:key')
  @CommandRoute('operator')
  async remove(
    @Param('merchant') merchantId: string,
    @Param('table') name: string,
    @Param('key') key: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ removed: string }> {
    this.stores.tableOf(merchantId, name);
    return this.commands.run(command, async (tx) => {
      if (await this.mappings.remove(tx, { merchantId, table: name }, key, command)) return { removed: key };
      throw notFound(`"${key}" is not mapped in ${name}.`);
    });
  }

  async #set(
    merchantId: string,
    name: string,
    given: readonly { key: string; value: unknown }[],
    pathOf: (index: number) => string,
    command: PersonCommand,
  ): Promise<{ changed: string[] }> {
    const table = this.stores.tableOf(merchantId, name);
    const checked = await checkedEntries(table, merchantId, given, pathOf);
    const answer = await this.commands.run(command, async (tx) => ({
      changed: await this.mappings.set(tx, { merchantId, table: name }, checked, command),
    }));
    this.mapped.soon(merchantId);
    return answer;
  }
}
