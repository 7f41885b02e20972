import { ProblemResponses, ProjectionsLive, Roles } from '@backhaul/service-kit';
import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RmaDetails } from '../read-models/rma-details.js';
import { RmaPages } from '../read-models/rma-pages.js';
import { returnIdParameter, rmasQuery, type RmasQuery } from './parameters.js';
import { rmaDetail, rmaPage, type Page, type RmaDetailView, type RmaSummaryView } from './schemas.js';

/** RMAs, from the shopper's click to the last debit. */
@ApiTags('rmas')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('rmas')
export class RmasController {
  constructor(
    private readonly pages: RmaPages,
    private readonly details: RmaDetails,
  ) {}

  @Get()
  @ApiOperation({ summary: 'RMAs, newest first' })
  @ApiOkResponse({ standardSchema: rmaPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: rmasQuery }) query: RmasQuery): Promise<Page<RmaSummaryView>> {
    return this.pages.page(query);
  }

  @Get(':returnId')
  @ApiOperation({ summary: 'One RMA: units, quantities, money, documents, history' })
  @ApiOkResponse({ standardSchema: rmaDetail })
  @ProblemResponses(401, 403, 404, 503)
  one(@Param('returnId', { schema: returnIdParameter }) returnId: string): Promise<RmaDetailView> {
    return this.details.of(returnId);
  }
}
