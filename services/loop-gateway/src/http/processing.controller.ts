import { ReleasedCalls, Stops, type Stop } from '@backhaul/erp-kit';
import {
  CommandRoute,
  conflict,
  CurrentCommand,
  Merchants,
  notFound,
  PersonCommands,
  reasoned,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import type { z } from 'zod';
import type { LoopSection, MerchantSections } from '../config.js';
import type { ProcessOwner } from '../loop-return/process-owner.js';

/** Whether we make Loop process the returns of a store. */
interface ShownProcessing {
  readonly merchantId: string;
  readonly owner: ProcessOwner;
  /** Null: our calls go out. */
  readonly stop: Stop | null;
}

/** Who makes Loop process the returns of a store, and the stop of our calls when somebody else does. */
@ApiTags('processing')
@Roles('viewer')
@Controller('processing/:merchant')
export class ProcessingController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly stops: Stops,
    private readonly commands: PersonCommands,
    private readonly calls: ReleasedCalls,
    private readonly pool: Pool,
  ) {}

  @Get()
  async get(@Param('merchant') merchantId: string): Promise<ShownProcessing> {
    const { process: owner } = this.#sectionOf(merchantId);
    return { merchantId, owner, stop: await this.stops.of(this.pool, merchantId) };
  }

  /** Holds back everything that would make Loop process, until a person releases it. */
  @Post('stop')
  @CommandRoute('operator', 'finance')
  stop(
    @Param('merchant') merchantId: string,
    @Body({ schema: reasoned }) { reason }: z.infer<typeof reasoned>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ stopped: string }> {
    this.#sectionOf(merchantId);
    const { by, idempotencyKey } = command;
    const finding = {
      id: `person:${by}:${idempotencyKey}`,
      why: `${by} stopped it: ${reason}.`,
      values: { by, reason },
      task: { kind: 'processing-stopped', title: 'We ask Loop for nothing more at this store' },
    };
    return this.commands.run(command, async (tx) => {
      await this.stops.stop(tx, merchantId, finding, `command:${idempotencyKey}`);
      return { stopped: merchantId };
    });
  }

  /** Lets it go on. What was found so far does not stop it again. */
  @Post('release')
  @CommandRoute('operator', 'finance')
  async release(
    @Param('merchant') merchantId: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ released: string }> {
    this.#sectionOf(merchantId);
    const answer = await this.commands.run(command, async (tx) => {
      if (await this.stops.release(tx, merchantId, command)) return { released: merchantId };
      throw conflict('PROCESSING_NOT_STOPPED', `Our process calls for ${merchantId} are not stopped.`);
    });
    this.calls.soon(merchantId, command);
    return answer;
  }

  #sectionOf(merchantId: string): LoopSection {
    const { loop } = this.merchants.get(merchantId);
    if (loop === undefined) throw notFound(`The merchant ${merchantId} has no Loop here.`);
    return loop;
  }
}
