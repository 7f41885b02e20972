import { ProblemResponses, ProjectionsLive, Roles } from '@backhaul/service-kit';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpenItems } from '../queries/open-items.js';
import { openItemPage, openItemTotals, type OpenItemPageView, type OpenItemTotalsView } from './open-item-schemas.js';
import { openItemsQuery, openItemTotalsQuery, type OpenItemsQuery, type OpenItemTotalsQuery } from './parameters.js';

/** What the books of all returns have open, such as credits that nothing has used up. */
@ApiTags('open items')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('open-items')
export class OpenItemsController {
  constructor(private readonly openItems: OpenItems) {}

  @Get()
  @ApiOperation({ summary: 'Clearing accounts that are not at 0.00, oldest first' })
  @ApiOkResponse({ standardSchema: openItemPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: openItemsQuery }) query: OpenItemsQuery): Promise<OpenItemPageView> {
    return this.openItems.page(query);
  }

  @Get('totals')
  @ApiOperation({ summary: 'What stands open on each clearing account altogether' })
  @ApiOkResponse({ standardSchema: openItemTotals })
  @ProblemResponses(400, 401, 403, 503)
  totals(@Query({ schema: openItemTotalsQuery }) query: OpenItemTotalsQuery): Promise<OpenItemTotalsView> {
    return this.openItems.totals(query);
  }
}
