import { Intake } from '@backhaul/messaging';
import {
  CommandRoute,
  CurrentCommand,
  Merchants,
  PersonCommands,
  reasoned,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { BELL_SOURCE } from '../bells/ring.js';
import type { MerchantSections } from '../config.js';
import { REREAD, reread, type Reread } from '../bells/reread.js';

const command = reasoned.extend({ merchant: z.string() }).and(reread);

/** Reads orders again on a person's word: after a gap, for a backfill, or when something looks wrong. Safe to repeat. */
@ApiTags('orders')
@Controller('orders')
export class RereadController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly commands: PersonCommands,
    private readonly intake: Intake,
  ) {}

  /** Answers at once; the orders are read one after the other. */
  @Post('reread')
  @CommandRoute('operator')
  async reread(
    @Body({ schema: command }) { merchant, reason: _, ...what }: z.infer<typeof command>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<{ rereading: Reread }> {
    const { id: merchantId } = this.merchants.get(merchant);
    const answer = await this.commands.run(person, () => Promise.resolve({ rereading: what }));
    // After the commit, and under the person's key: whoever repeats the request because its answer got lost repeats this too.
    await this.intake.accept({
      source: BELL_SOURCE,
      merchantId,
      dedupeKey: `reread:${person.by}:${person.idempotencyKey}`,
      lane: REREAD,
      body: Buffer.from(JSON.stringify(answer.rereading)),
      headers: { topic: REREAD },
    });
    return answer;
  }
}
