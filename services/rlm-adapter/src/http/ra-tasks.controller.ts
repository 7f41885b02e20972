import type { Clock } from '@backhaul/contracts';
import {
  causeOfCommand,
  CLOCK,
  CommandRoute,
  conflict,
  CurrentCommand,
  notFound,
  PersonCommands,
  ProblemResponses,
  reasoned,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { raIndex } from '../ra-index.js';
import { returnAuthorizations } from '../return-authorizations.js';

const returnIdParameter = z.string().min(3).max(120);
const closing = reasoned.extend({ taskId: z.string().min(1).max(300) });

/** What operators do about the RAs of a return. */
@ApiTags('ras')
@Controller('ras/:returnId')
export class RaTasksController {
  constructor(
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Says that work is done which leaves no trace in another system. */
  @Post('close-task')
  @CommandRoute('operator', 'finance')
  @ProblemResponses(400, 401, 403, 404)
  async closeTask(
    @Param('returnId', { schema: returnIdParameter }) returnId: string,
    @Body({ schema: closing }) { taskId }: z.infer<typeof closing>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<{ closed: string }> {
    const known = await raIndex.ofReturn(this.pool, returnId);
    if (known === null) throw notFound(`No RA of return ${returnId} is known here.`);
    const { merchantId, partitionKey } = known;
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const { by, reason } = person;
      const command = { kind: 'CloseTask', returnId, taskId, by, reason, at: this.clock.now() } as const;
      const cause = causeOfCommand(person, { merchantId, subject: returnId, partitionKey });
      const { events } = await returnAuthorizations.execute(tx, returnId, command, cause);
      if (events.length === 0) throw conflict('NOT_POSSIBLE', 'No such task is open that a person can close.');
      return { closed: taskId };
    });
  }
}
