import { notFound, ProblemResponses, ProjectionsLive, Roles } from '@backhaul/service-kit';
import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Histories } from '../queries/history.js';
import { JournalEntries } from '../queries/journal.js';
import { Returns } from '../queries/returns.js';
import { returnIdParameter, returnsQuery, type ReturnsQuery } from './parameters.js';
import {
  returnDetail,
  returnHistory,
  returnJournal,
  returnPage,
  type ReturnDetailView,
  type ReturnHistoryView,
  type ReturnJournalView,
  type ReturnPageView,
} from './schemas.js';

/** What is known of the returns: the list, one return, its history and its books. */
@ApiTags('returns')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('returns')
export class ReturnsController {
  constructor(
    private readonly returns: Returns,
    private readonly histories: Histories,
    private readonly journals: JournalEntries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Returns, newest first' })
  @ApiOkResponse({ standardSchema: returnPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: returnsQuery }) query: ReturnsQuery): Promise<ReturnPageView> {
    return this.returns.page(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One return with all its numbers' })
  @ApiOkResponse({ standardSchema: returnDetail })
  @ProblemResponses(401, 403, 404, 503)
  async one(@Param('id', { schema: returnIdParameter }) returnId: string): Promise<ReturnDetailView> {
    return this.#known(returnId);
  }

  @Get(':id/history')
  @ApiOperation({ summary: 'What happened to a return, oldest first' })
  @ApiOkResponse({ standardSchema: returnHistory })
  @ProblemResponses(401, 403, 404, 503)
  async history(@Param('id', { schema: returnIdParameter }) returnId: string): Promise<ReturnHistoryView> {
    await this.#known(returnId);
    return { returnId, entries: await this.histories.of(returnId) };
  }

  @Get(':id/journal')
  @ApiOperation({ summary: 'The books of a return' })
  @ApiOkResponse({ standardSchema: returnJournal })
  @ProblemResponses(401, 403, 404, 503)
  async journal(@Param('id', { schema: returnIdParameter }) returnId: string): Promise<ReturnJournalView> {
    await this.#known(returnId);
    return this.journals.of(returnId);
  }

  async #known(returnId: string): Promise<ReturnDetailView> {
    const found = await this.returns.find(returnId);
    if (found === undefined) throw notFound(`No return is called ${returnId}.`);
    return found;
  }
}
