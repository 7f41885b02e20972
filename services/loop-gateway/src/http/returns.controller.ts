import { partitionKeyOf, type Clock } from '@backhaul/contracts';
import {
  causeOfCommand,
  CLOCK,
  CommandRoute,
  conflict,
  CurrentCommand,
  Merchants,
  notFound,
  PersonCommands,
  reasoned,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { MerchantSections } from '../config.js';
import type { LoopReturnCommand, PersonsCommand } from '../loop-return/commands.js';
import { noteKey } from '../loop-return/notes.js';
import { refusalOf } from '../loop-return/person-rules.js';
import { loopReturns } from '../returns.js';

const removal = reasoned.extend({
  unitIds: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(500)
    .meta({ description: 'Units of the return, all in one go.' }),
});
const writing = reasoned.extend({ text: z.string().trim().min(1).max(200) });

/** What was planned: `GET /admin/effects/{call}` says what became of it. */
interface Planned {
  readonly returnId: string;
  readonly call: string;
}

/** What people have Loop do with a return. It is asked for here and done soon after; what comes of it is told as an event. */
@ApiTags('returns')
@Controller('returns/:id')
export class ReturnsController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly commands: PersonCommands,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Has Loop process a return, held or not. */
  @Post('process')
  @CommandRoute('operator')
  process(
    @Param('id') returnId: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<Planned> {
    return this.#ask(command, { kind: 'AskProcessing', ...this.#asked(returnId) });
  }

  /** Takes units off a return, for good; Loop processes the rest at once. Without any unit left the return is cancelled. */
  @Post('remove-units')
  @CommandRoute('operator')
  removeUnits(
    @Param('id') returnId: string,
    @Body({ schema: removal }) { unitIds }: z.infer<typeof removal>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<Planned> {
    return this.#ask(command, { kind: 'RemoveUnits', unitIds: [...new Set(unitIds)], ...this.#asked(returnId) });
  }

  /** Puts a return into review, so that nothing processes it by itself. */
  @Post('flag')
  @CommandRoute('operator')
  flag(
    @Param('id') returnId: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<Planned> {
    return this.#ask(command, { kind: 'FlagReturn', ...this.#asked(returnId) });
  }

  /** Withdraws a return; its items can be returned again. */
  @Post('cancel')
  @CommandRoute('operator')
  cancel(
    @Param('id') returnId: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<Planned> {
    return this.#ask(command, { kind: 'CancelReturn', ...this.#asked(returnId) });
  }

  /** Writes onto the timeline of the return in Loop, with the name of the one who says it. */
  @Post('note')
  @CommandRoute('operator')
  note(
    @Param('id') returnId: string,
    @Body({ schema: writing }) { text }: z.infer<typeof writing>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<Planned> {
    const { by, idempotencyKey } = command;
    const causeId = `${by}:${idempotencyKey}`;
    return this.#ask(command, { kind: 'WriteNote', causeId, text: `${by}: ${text}`, ...this.#asked(returnId) });
  }

  #ask(
    person: PersonCommand,
    command: PersonsCommand | Extract<LoopReturnCommand, { kind: 'WriteNote' }>,
  ): Promise<Planned> {
    const { returnId } = command;
    const merchantId = this.#merchantOf(returnId);
    return this.commands.run({ ...person, merchantId }, async (tx) => {
      const state = await loopReturns.load(tx, returnId);
      if (state.told === null) throw notFound(`No return ${returnId} is known here.`);
      const refusal = command.kind === 'WriteNote' ? null : refusalOf(command, state);
      if (refusal !== null) throw conflict(refusal.code, refusal.text);
      const partitionKey = partitionKeyOf(merchantId, state.told.orderId);
      const cause = causeOfCommand(person, { merchantId, subject: returnId, partitionKey });
      const { state: then } = await loopReturns.execute(tx, returnId, command, cause);
      return { returnId, call: command.kind === 'WriteNote' ? noteKey(returnId, command.causeId) : then.askedCall };
    });
  }

  #asked(returnId: string): { returnId: string; at: Date } {
    return { returnId, at: this.clock.now() };
  }

  /** Ids of merchants may begin alike: the longest that fits is meant. */
  #merchantOf(returnId: string): string {
    const fitting = this.merchants.having('loop').filter(({ id }) => returnId.startsWith(`${id}-`));
    const [merchant] = fitting.sort((left, right) => right.id.length - left.id.length);
    if (merchant !== undefined) return merchant.id;
    throw notFound(`No merchant with Loop has a return ${returnId}.`);
  }
}
