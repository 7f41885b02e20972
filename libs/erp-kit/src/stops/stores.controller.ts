import {
  CommandRoute,
  conflict,
  CurrentCommand,
  PersonCommands,
  reasoned,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import type { z } from 'zod';
import { Stores } from '../stores.js';
import { ReleasedCalls } from './released-calls.js';
import { Stops, type Stop } from './stops.js';

/** A store, as people see it. */
interface ShownStore {
  readonly merchantId: string;
  readonly mode: 'live' | 'shadow';
  readonly goLiveAt: Date | null;
  /** Null: its sends go out. */
  readonly stop: Stop | null;
}

/** Whether we act for a store: since when, in which mode, and whether its sends are stopped. */
@ApiTags('stores')
@Roles('viewer')
@Controller('stores')
export class StoresController {
  constructor(
    private readonly stores: Stores,
    private readonly stops: Stops,
    private readonly commands: PersonCommands,
    private readonly calls: ReleasedCalls,
    private readonly pool: Pool,
  ) {}

  @Get(':merchant')
  async get(@Param('merchant') merchantId: string): Promise<ShownStore> {
    const { mode, goLiveAt = null } = this.stores.settingsOf(merchantId);
    return { merchantId, mode, goLiveAt, stop: await this.stops.of(this.pool, merchantId) };
  }

  /** Holds back everything that would change the ERP, until a person releases it. */
  @Post(':merchant/stop')
  @CommandRoute('operator')
  async stop(
    @Param('merchant') merchantId: string,
    @Body({ schema: reasoned }) { reason }: z.infer<typeof reasoned>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ stopped: string }> {
    this.stores.settingsOf(merchantId);
    const { by, idempotencyKey } = command;
    const finding = {
      id: `person:${by}:${idempotencyKey}`,
      why: `${by} stopped it: ${reason}.`,
      values: { by, reason },
    };
    return this.commands.run(command, async (tx) => {
      await this.stops.stop(tx, merchantId, finding, `command:${idempotencyKey}`);
      return { stopped: merchantId };
    });
  }

  /** Lets it go on. What was found so far does not stop it again. */
  @Post(':merchant/release')
  @CommandRoute('operator')
  async release(
    @Param('merchant') merchantId: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ released: string }> {
    this.stores.settingsOf(merchantId);
    const answer = await this.commands.run(command, async (tx) => {
      if (await this.stops.release(tx, merchantId, command)) return { released: merchantId };
      throw conflict('STORE_NOT_STOPPED', `The sends of ${merchantId} are not stopped.`);
    });
    this.calls.soon(merchantId, command);
    return answer;
  }
}
