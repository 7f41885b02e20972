import { partitionKeyOf, type Clock } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCommand, CLOCK, conflict, notFound, PersonCommands, type PersonCommand } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { RmaCommand } from '../aims360-rma/commands.js';
import type { Rma } from '../aims360-rma/state.js';
import { RmaPages } from '../read-models/rma-pages.js';
import { rmas } from '../rmas.js';
import type { RmaSummaryView } from './schemas.js';

/** What a person asks of one return. */
export interface Asking {
  readonly person: PersonCommand;
  readonly returnId: string;
  /** Why it cannot be done now, in words for the person; null when it can. */
  readonly refusal: (state: Rma, tx: Queryable, merchantId: string) => Promise<string | null> | string | null;
  readonly command: (at: Date) => RmaCommand;
}

/** Has the aggregate do what a person asks for, once per key, with name and reason. */
@Injectable()
export class PersonAsks {
  constructor(
    private readonly pool: Pool,
    private readonly pages: RmaPages,
    private readonly commands: PersonCommands,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws HttpProblem 404 for a return that is not known here */
  async known(returnId: string): Promise<RmaSummaryView> {
    const found = await this.pages.find(this.pool, returnId);
    if (found === null) throw notFound(`No return ${returnId} is known here.`);
    return found;
  }

  /** Gives the return as it stands after it. @throws HttpProblem 404; 409 NOT_POSSIBLE with the refusal */
  async ask({ person, returnId, refusal, command }: Asking): Promise<RmaSummaryView> {
    const { merchantId } = await this.known(returnId);
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const why = await refusal(await rmas.load(tx, returnId), tx, merchantId);
      if (why !== null) throw conflict('NOT_POSSIBLE', why);
      await this.execute(tx, returnId, person, command(this.clock.now()));
      return (await this.pages.find(tx, returnId)) ?? (await this.known(returnId));
    });
  }

  /** One command on a return, with the person as its cause. */
  async execute(tx: Queryable, returnId: string, person: PersonCommand, command: RmaCommand): Promise<void> {
    const found = await this.pages.find(tx, returnId);
    if (found === null) throw notFound(`No return ${returnId} is known here.`);
    const { merchantId, orderId } = found;
    const partitionKey = partitionKeyOf(merchantId, orderId);
    await rmas.execute(tx, returnId, command, causeOfCommand(person, { merchantId, subject: returnId, partitionKey }));
  }
}
