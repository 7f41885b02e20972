import type { Clock } from '@backhaul/contracts';
import { causeOnReceipt } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import {
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
import { z } from 'zod';
import { ReceiptPages } from '../warehouse/receipt-pages.js';
import { receipts } from '../warehouse/receipts.js';
import { WarehouseReceipts } from '../warehouse/warehouse-receipts.js';
import { receiptsQuery, returnIdParameter, type ReceiptsQuery } from './parameters.js';
import { PersonAsks } from './person-asks.js';
import { receiptPage, type Page, type ReceiptView } from './schemas.js';

const matching = reasoned.extend({ returnId: returnIdParameter });
const closing = reasoned.extend({ taskId: z.string().min(1).max(300) });

/** What warehouses posted to us. */
@ApiTags('receipts')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('receipts')
export class ReceiptsController {
  constructor(
    private readonly pages: ReceiptPages,
    private readonly receipts: WarehouseReceipts,
    private readonly asks: PersonAsks,
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Receipts of warehouses, newest first' })
  @ApiOkResponse({ standardSchema: receiptPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: receiptsQuery }) query: ReceiptsQuery): Promise<Page<ReceiptView>> {
    return this.pages.page(query);
  }

  /** A blind receipt belongs to this return: it is booked on its RMA. */
  @Post(':id/match')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  async match(
    @Param('id', { schema: returnIdParameter }) id: string,
    @Body({ schema: matching }) { returnId }: z.infer<typeof matching>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<ReceiptView> {
    const { merchantId, receiptId } = await this.#known(this.pool, id);
    const { by, idempotencyKey } = person;
    const found = await this.asks.known(returnId);
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const { status } = await this.#known(tx, id);
      if (found.merchantId !== merchantId) throw conflict('NOT_POSSIBLE', 'The return is of another merchant.');
      if (status !== 'blind') throw conflict('NOT_POSSIBLE', 'It is matched already.');
      await this.receipts.match(tx, { merchantId, receiptId, returnId, by }, `command:${idempotencyKey}`);
      return this.#known(tx, id);
    });
  }

  /** A correction that came after the receipt was booked is put right. */
  @Post(':id/close-task')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  async closeTask(
    @Param('id', { schema: returnIdParameter }) id: string,
    @Body({ schema: closing }) { taskId }: z.infer<typeof closing>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<ReceiptView> {
    const { merchantId, receiptId } = await this.#known(this.pool, id);
    const { by, reason, idempotencyKey } = person;
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const command = { kind: 'CloseTask', merchantId, taskId, by, reason, at: this.clock.now() } as const;
      const cause = { ...causeOnReceipt(merchantId, receiptId, `command:${idempotencyKey}`), actor: by };
      const { events } = await receipts.execute(tx, id, command, cause);
      if (events.length === 0) throw conflict('NOT_POSSIBLE', 'No such task is open that a person can close.');
      return this.#known(tx, id);
    });
  }

  async #known(db: Queryable, id: string): Promise<ReceiptView> {
    const found = await this.pages.find(db, id);
    if (found === null) throw notFound(`No receipt ${id} is known here.`);
    return found;
  }
}
