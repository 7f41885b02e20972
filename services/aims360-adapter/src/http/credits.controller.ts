import { ProblemResponses, ProjectionsLive, Roles } from '@backhaul/service-kit';
import { Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CreditPages } from '../read-models/credit-pages.js';
import { CreditPreviews, type CreditPreview } from './credit-previews.js';
import {
  returnIdParameter,
  unappliedQuery,
  waitingQuery,
  type UnappliedQuery,
  type WaitingQuery,
} from './parameters.js';
import {
  awaitingPage,
  creditPreview,
  unappliedPage,
  type AwaitingCreditView,
  type Page,
  type UnappliedCreditView,
} from './schemas.js';

/** Credits that wait: to be confirmed, or to be used up. */
@ApiTags('credits')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('credits')
export class CreditsController {
  constructor(
    private readonly pages: CreditPages,
    private readonly previews: CreditPreviews,
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
}
