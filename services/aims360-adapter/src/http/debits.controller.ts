import type { Clock } from '@backhaul/contracts';
import {
  badInput,
  CLOCK,
  CommandRoute,
  conflict,
  CurrentCommand,
  PersonCommands,
  ProblemResponses,
  ProjectionsLive,
  reasoned,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { DebitPages, type Chosen } from '../read-models/debit-pages.js';
import { returnIdParameter, waitingQuery, type WaitingQuery } from './parameters.js';
import { PersonAsks } from './person-asks.js';
import {
  debitsPreview,
  waitingDebitPage,
  type DebitsPreviewView,
  type Page,
  type RmaSummaryView,
  type WaitingDebitView,
} from './schemas.js';

const choice = z.object({
  returnIds: z.array(returnIdParameter).min(1).max(200).exactOptional(),
  allProven: z.literal(true).exactOptional(),
  merchant: z.string().min(1).max(100).exactOptional().meta({ description: 'Needed with `allProven`.' }),
});
const posting = reasoned.extend({
  ...choice.shape,
  token: z.string().max(100).meta({ description: 'Of the preview that was looked at.' }),
});

/** AR adjustments that are proven and wait for a person of finance. */
@ApiTags('debits')
@Roles('viewer')
@UseGuards(ProjectionsLive)
@Controller('debits')
export class DebitsController {
  constructor(
    private readonly pages: DebitPages,
    private readonly asks: PersonAsks,
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('staged')
  @ApiOperation({ summary: 'Adjustments that are proven and not posted, the oldest credit first' })
  @ApiOkResponse({ standardSchema: waitingDebitPage })
  @ProblemResponses(400, 401, 403, 503)
  list(@Query({ schema: waitingQuery }) query: WaitingQuery): Promise<Page<WaitingDebitView>> {
    return this.pages.page(query);
  }

  @Post('preview')
  @HttpCode(200)
  @Roles('finance')
  @ApiOperation({ summary: 'What posting these would come to; changes nothing' })
  @ApiOkResponse({ standardSchema: debitsPreview })
  @ProblemResponses(400, 401, 403, 503)
  async preview(@Body({ schema: choice }) body: z.infer<typeof choice>): Promise<DebitsPreviewView> {
    return (await this.pages.postable(this.pool, chosenIn(body))).preview;
  }

  /** All of them or none; 409 DEBITS_CHANGED when they are not those of the preview any more. */
  @Post('post')
  @CommandRoute('finance')
  @ApiOkResponse({ standardSchema: debitsPreview })
  @ProblemResponses(400, 401, 403, 503)
  post(
    @Body({ schema: posting }) body: z.infer<typeof posting>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<DebitsPreviewView> {
    const chosen = chosenIn(body);
    const { by, reason } = command;
    return this.commands.run(command, async (tx) => {
      const { returnIds, preview } = await this.pages.postable(tx, chosen);
      if (preview.token !== body.token)
        throw conflict('DEBITS_CHANGED', 'These are not the adjustments of that preview any more: look at them again.');
      const at = this.clock.now();
      for (const returnId of returnIds) {
        await this.asks.execute(tx, returnId, command, { kind: 'PostDebits', returnId, by, reason, at });
      }
      return preview;
    });
  }

  /** Posts what waits for one return. */
  @Post(':returnId/post')
  @CommandRoute('finance')
  @ProblemResponses(400, 401, 403, 404, 503)
  postOne(
    @Param('returnId', { schema: returnIdParameter }) returnId: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<RmaSummaryView> {
    const { by, reason } = person;
    return this.asks.ask({
      person,
      returnId,
      refusal: async (_state, tx) => {
        const { preview } = await this.pages.postable(tx, { returnIds: [returnId] });
        return preview.debits === 0 ? 'Nothing that is proven waits to be posted for this return.' : null;
      },
      command: (at) => ({ kind: 'PostDebits', returnId, by, reason, at }),
    });
  }
}

/** @throws HttpProblem 400 when it is neither a list of returns nor all of a merchant */
function chosenIn({ returnIds, allProven, merchant }: z.infer<typeof choice>): Chosen {
  if (returnIds !== undefined && allProven === undefined) return { returnIds };
  if (returnIds === undefined && allProven === true && merchant !== undefined) return { merchant };
  throw badInput([{ path: 'returnIds', expected: 'expected either returnIds, or allProven: true with merchant' }]);
}
