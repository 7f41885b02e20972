import { partitionKeyOf, type Clock } from '@backhaul/contracts';
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
import { heldExports } from '../inventory/held-exports.js';
import { shopRefunds } from '../inventory/shop-refunds.js';
import { jobLog } from '../jobs/job-log.js';
import { returnAuthorizations } from '../return-authorizations.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import { acceptRefusal } from '../rlm-return-authorization/refund-import.js';
import type { Requested } from '../rlm-return-authorization/state.js';

const idParameter = z.string().min(1).max(120);

/** What finance says about refunds that RLM left out. */
@ApiTags('refunds')
@Controller('returns/:returnId/refunds/:refundId')
export class RefundsController {
  constructor(
    private readonly commands: PersonCommands,
    private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Accepts that RLM makes no credit for what it left out of the refund. */
  @Post('accept')
  @CommandRoute('finance')
  @ProblemResponses(400, 401, 403, 404)
  async accept(
    @Param('returnId', { schema: idParameter }) returnId: string,
    @Param('refundId', { schema: idParameter }) refundId: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<{ refund: string; status: 'accepted' }> {
    const { merchantId, partitionKey } = filedUnder(returnId, await this.#requested(returnId));
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      await heldExports.turn(tx, merchantId);
      const refusal = acceptRefusal(refundId, await returnAuthorizations.load(tx, returnId));
      if (refusal !== null) throw conflict('NOT_POSSIBLE', refusal);
      const at = this.clock.now();
      const { by, reason } = person;
      const command = { kind: 'AcceptRefund', returnId, refundId, by, reason, at } as const;
      const cause = causeOfCommand(person, { merchantId, subject: returnId, partitionKey });
      await returnAuthorizations.execute(tx, returnId, command, cause);
      await jobLog.record(tx, { ...acceptedRow(merchantId, returnId, refundId), message: `${by}: ${reason}`, at });
      await shopRefunds.done(tx, merchantId, refundId, at);
      await heldExports.release(tx, merchantId, cause.causationId, at);
      return { refund: refundId, status: 'accepted' as const };
    });
  }

  async #requested(returnId: string): Promise<Requested> {
    const { requested } = await returnAuthorizations.load(this.pool, returnId);
    if (requested === null) throw notFound(`No return ${returnId} is known here.`);
    return requested;
  }
}

/** On the job's screen, too, the refund is done with: no run looks at it again. */
const acceptedRow = (merchantId: string, returnId: string, externalId: string) => {
  const about = { merchantId, returnId, job: jobs.importRefunds, entity: 'refund', externalId };
  return { ...about, result: 'SKIPPED', severity: 'INFO', document: null, callKey: null } as const;
};

function filedUnder(returnId: string, { externalReturnId, order }: Requested) {
  const merchantId = returnId.slice(0, -(externalReturnId.length + 1));
  return { merchantId, partitionKey: partitionKeyOf(merchantId, order.orderId) };
}
