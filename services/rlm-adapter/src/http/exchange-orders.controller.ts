import { orderSubjectOf, partitionKeyOf, type Clock } from '@backhaul/contracts';
import {
  causeOfCommand,
  CLOCK,
  CommandRoute,
  conflict,
  CurrentCommand,
  Merchants,
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
import { exchangePolicyOf, type MerchantSections } from '../config.js';
import type { ExchangeOrderCommand } from '../exchange-order/commands.js';
import { isImported, type ExchangeOrder } from '../exchange-order/state.js';
import { exchangeOrders } from '../exchange-orders.js';
import { ExchangeOrderPages } from '../read-models/exchange-order-pages.js';
import {
  exchangeOrderIdParameter,
  exchangeOrderPage,
  exchangeOrdersQuery,
  type ExchangeOrderPage,
  type ExchangeOrdersQuery,
  type ExchangeOrderView,
} from './exchange-orders.schemas.js';

/** Exchange orders on their way into RLM. */
@ApiTags('exchange-orders')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('exchange-orders')
export class ExchangeOrdersController {
  constructor(
    private readonly pages: ExchangeOrderPages,
    private readonly merchants: Merchants<MerchantSections>,
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Exchange orders, newest first' })
  @ApiOkResponse({ standardSchema: exchangeOrderPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: exchangeOrdersQuery }) query: ExchangeOrdersQuery): Promise<ExchangeOrderPage> {
    return this.pages.page(query);
  }

  /** Has it imported now, whatever held it, by the rules of the store as they are now. */
  @Post(':id/import')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  import(
    @Param('id', { schema: exchangeOrderIdParameter }) id: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<ExchangeOrderView> {
    return this.#ask(id, person, whyNotNow, ({ by, reason }, merchantId) => {
      const { rlm, timeZone } = this.merchants.get(merchantId);
      if (rlm === undefined) throw notFound(`No exchange order ${id} is known here.`);
      return { kind: 'ImportNow', by, reason, policy: exchangePolicyOf({ rlm, timeZone }) };
    });
  }

  /** Says that nothing is to be imported. */
  @Post(':id/dismiss')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  dismiss(
    @Param('id', { schema: exchangeOrderIdParameter }) id: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<ExchangeOrderView> {
    return this.#ask(id, person, whyNotDismissed, ({ by, reason }) => ({ kind: 'Dismiss', by, reason }));
  }

  async #ask(
    id: string,
    person: PersonCommand,
    refusal: (state: ExchangeOrder) => string | null,
    asked: (person: PersonCommand, merchantId: string) => Asked,
  ): Promise<ExchangeOrderView> {
    const { merchantId, exchangeOrderId } = await this.#known(id);
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const state = await exchangeOrders.load(tx, id);
      const why = refusal(state);
      if (why !== null || state.seen === null) throw conflict('NOT_POSSIBLE', why ?? unseen);
      const { orderId } = state.seen.order;
      const subject = state.returnId ?? orderSubjectOf(merchantId, orderId);
      const cause = causeOfCommand(person, { merchantId, subject, partitionKey: partitionKeyOf(merchantId, orderId) });
      const command = { ...asked(person, merchantId), exchangeOrderId, at: this.clock.now() };
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

type OfPerson = Extract<ExchangeOrderCommand, { kind: 'ImportNow' | 'Dismiss' }>;
/** The command without what the route adds. */
type Asked = OfPerson extends infer C ? (C extends OfPerson ? Omit<C, 'exchangeOrderId' | 'at'> : never) : never;

const unseen = 'The shop has not told of this order yet.';

function whyNotNow(state: ExchangeOrder): string | null {
  const { seen, asked, dismissed, setback } = state;
  if (seen === null) return unseen;
  if (isImported(state)) return 'It is in RLM already.';
  if (seen.order.cancelled) return 'It was cancelled in the shop.';
  if (dismissed) return 'It was dismissed.';
  if (seen.order.native) return 'Its items belong on the original order, which RLM lets only a person change.';
  if (seen.policy.owner === 'vendor-link') return 'RLM’s own job imports the orders of this store.';
  if (asked && setback !== null) return 'Nobody knows what became of the last call: retry that call.';
  return asked ? 'It is being imported.' : null;
}

function whyNotDismissed(state: ExchangeOrder): string | null {
  if (isImported(state)) return 'It is in RLM already: cancel it there.';
  if (state.asked) return 'It is being imported.';
  return state.dismissed ? 'It is dismissed already.' : null;
}
