import { orderSubjectOf, partitionKeyOf, type Clock } from '@backhaul/contracts';
import {
  causeOfCommand,
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
import type { z } from 'zod';
import { exchangeOrders } from '../exchange-orders.js';
import { ExchangeOrderPages } from '../read-models/exchange-order-pages.js';
import { exchangeOrdersQuery, returnIdParameter, type ExchangeOrdersQuery } from './parameters.js';
import { exchangeOrderPage, type ExchangeOrderView, type Page } from './schemas.js';

/** Exchange orders on their way into AIMS360. */
@ApiTags('exchange-orders')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('exchange-orders')
export class ExchangeOrdersController {
  constructor(
    private readonly pages: ExchangeOrderPages,
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Exchange orders, newest first' })
  @ApiOkResponse({ standardSchema: exchangeOrderPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: exchangeOrdersQuery }) query: ExchangeOrdersQuery): Promise<Page<ExchangeOrderView>> {
    return this.pages.page(query);
  }

  /** Says that this is an exchange order and may be imported. */
  @Post(':id/approve')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  async approve(
    @Param('id', { schema: returnIdParameter }) id: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<ExchangeOrderView> {
    const { merchantId, exchangeOrderId } = await this.#known(id);
    const { by, reason } = person;
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const { seen, approved, returnId } = await exchangeOrders.load(tx, id);
      if (seen === null) throw conflict('NOT_POSSIBLE', 'The shop has not told of this order yet.');
      if (approved) throw conflict('NOT_POSSIBLE', 'It is approved already.');
      const { orderId } = seen.order;
      const subject = returnId ?? orderSubjectOf(merchantId, orderId);
      const partitionKey = partitionKeyOf(merchantId, orderId);
      const cause = causeOfCommand(person, { merchantId, subject, partitionKey });
      const command = { kind: 'Approve', exchangeOrderId, by, reason, at: this.clock.now() } as const;
      await exchangeOrders.execute(tx, id, command, cause);
      return (await this.pages.find(tx, id)) ?? (await this.#known(id));
    });
  }

  async #known(id: string): Promise<ExchangeOrderView> {
    const found = await this.pages.find(this.pool, id);
    if (found === null) throw notFound(`No exchange order ${id} is known here.`);
    return found;
  }
}
