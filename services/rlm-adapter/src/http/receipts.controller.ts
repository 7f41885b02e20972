import { goodsOutcomes } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import {
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
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { raIndex } from '../ra-index.js';
import { ReceiptPages } from '../warehouse/receipt-pages.js';
import { WarehouseReceipts } from '../warehouse/warehouse-receipts.js';
import { receiptPage, receiptsQuery, type ReceiptPage, type ReceiptsQuery, type ReceiptView } from './receipt-views.js';

const id = z.string().min(3).max(120);
const matching = reasoned.extend({ returnId: id });
const settling = reasoned.extend({ outcome: z.enum(goodsOutcomes) });

/** What the warehouse reported to us. */
@ApiTags('receipts')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('receipts')
export class ReceiptsController {
  constructor(
    private readonly pages: ReceiptPages,
    private readonly receipts: WarehouseReceipts,
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Receipts of the warehouse, newest first' })
  @ApiOkResponse({ standardSchema: receiptPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: receiptsQuery }) query: ReceiptsQuery): Promise<ReceiptPage> {
    return this.pages.page(query);
  }

  /** A blind receipt belongs to this return: it goes to its RA. */
  @Post(':id/match')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  async match(
    @Param('id', { schema: id }) receipt: string,
    @Body({ schema: matching }) { returnId }: z.infer<typeof matching>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<ReceiptView> {
    const { merchantId, receiptId } = await this.#known(this.pool, receipt);
    const { by, idempotencyKey } = person;
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const found = await raIndex.ofReturn(tx, returnId);
      if (found?.merchantId !== merchantId) throw notFound(`No RA of return ${returnId} is known here.`);
      const { status } = await this.#known(tx, receipt);
      if (status !== 'blind')
        throw conflict('NOT_POSSIBLE', 'Only a receipt that belongs to no return can be matched.');
      await this.receipts.match(tx, { merchantId, receiptId, returnId, by }, `command:${idempotencyKey}`);
      return this.#known(tx, receipt);
    });
  }

  /** A blind receipt belongs to no return: the goods were accepted into stock by hand, disposed of or sent back. */
  @Post(':id/settle')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  async settle(
    @Param('id', { schema: id }) receipt: string,
    @Body({ schema: settling }) { outcome }: z.infer<typeof settling>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<ReceiptView> {
    const known = await this.#known(this.pool, receipt);
    return this.commands.run({ ...person, merchantId: known.merchantId }, async (tx) => {
      const settled = await this.receipts.settle(tx, known, outcome, person);
      if (!settled) throw conflict('NOT_POSSIBLE', 'It belongs to a return, or its goods are decided already.');
      return this.#known(tx, receipt);
    });
  }

  async #known(db: Queryable, receipt: string): Promise<ReceiptView> {
    const found = await this.pages.find(db, receipt);
    if (found === null) throw notFound(`No receipt ${receipt} is known here.`);
    return found;
  }
}
