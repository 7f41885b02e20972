import { displayMoney, equals, money } from '@backhaul/money';
import {
  CommandRoute,
  conflict,
  CurrentCommand,
  ProblemResponses,
  ProjectionsLive,
  reasoned,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { creditRefusal } from '../aims360-rma/request-credit.js';
import { CreditPages } from '../read-models/credit-pages.js';
import { CreditPreviews, type CreditPreview } from './credit-previews.js';
import {
  returnIdParameter,
  unappliedQuery,
  waitingQuery,
  type UnappliedQuery,
  type WaitingQuery,
} from './parameters.js';
import { PersonAsks } from './person-asks.js';
import {
  awaitingPage,
  creditPreview,
  unappliedPage,
  type AwaitingCreditView,
  type Page,
  type RmaSummaryView,
  type UnappliedCreditView,
} from './schemas.js';

const confirmation = reasoned.extend({
  expected: z
    .object({ amount: z.int().positive(), currency: z.string().regex(/^[A-Z]{3}$/) })
    .meta({ description: 'The amount of the preview, in whole minor units.' }),
});

/** Credits that wait: to be confirmed, or to be used up. */
@ApiTags('credits')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('credits')
export class CreditsController {
  constructor(
    private readonly pages: CreditPages,
    private readonly previews: CreditPreviews,
    private readonly asks: PersonAsks,
  ) {}

  @Get('awaiting')
  @ApiOperation({ summary: 'Goods are in and no credit is issued, the longest first' })
  @ApiOkResponse({ standardSchema: awaitingPage })
  @ProblemResponses(400, 401, 403, 503)
  awaiting(@Query({ schema: waitingQuery }) query: WaitingQuery): Promise<Page<AwaitingCreditView>> {
    return this.pages.awaiting(query);
  }

  @Get('unapplied')
  @ApiOperation({ summary: 'Credits of which something is left, the oldest first; each names who has to act' })
  @ApiOkResponse({ standardSchema: unappliedPage })
  @ProblemResponses(400, 401, 403, 503)
  unapplied(@Query({ schema: unappliedQuery }) query: UnappliedQuery): Promise<Page<UnappliedCreditView>> {
    return this.pages.unapplied(query);
  }

  @Post(':returnId/preview')
  @HttpCode(200)
  @Roles('finance')
  @ApiOperation({ summary: 'What Credit › Confirm would come to now, asked of AIMS360; changes nothing' })
  @ApiOkResponse({ standardSchema: creditPreview })
  @ProblemResponses(401, 403, 404, 503)
  preview(@Param('returnId', { schema: returnIdParameter }) returnId: string): Promise<CreditPreview> {
    return this.previews.of(returnId);
  }

  /** Has the credit confirmed, when AIMS360 would credit exactly the expected amount; 409 CREDIT_DIFFERS else. */
  @Post(':returnId/confirm')
  @CommandRoute('finance')
  @ProblemResponses(400, 401, 403, 404, 503)
  confirm(
    @Param('returnId', { schema: returnIdParameter }) returnId: string,
    @Body({ schema: confirmation }) body: z.infer<typeof confirmation>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<RmaSummaryView> {
    const { by, reason } = person;
    const expected = money(body.expected.amount, body.expected.currency);
    return this.asks.ask({
      person,
      returnId,
      refusal: async (state, _tx, merchantId) => {
        const refusal = creditRefusal(state);
        if (refusal !== null) return refusal;
        const now = await this.previews.amountOf(merchantId, state);
        if (equals(now, expected)) return null;
        throw conflict('CREDIT_DIFFERS', `AIMS360 would credit ${displayMoney(now)}: look at the preview again.`);
      },
      command: (at) => ({ kind: 'RequestCredit', returnId, by, reason, expected, at }),
    });
  }
}
