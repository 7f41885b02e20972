import {
  badInput,
  CommandRoute,
  CurrentCommand,
  Merchants,
  notFound,
  ProblemResponses,
  reasoned,
  Roles,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Clients } from '../clients.js';
import type { MerchantSections } from '../config.js';
import { WarehouseNotices } from '../warehouse-notices.js';

const name = z.string().trim().min(1).max(300);
const sendingAgain = reasoned.extend({ merchant: name, message: name });
const closing = reasoned.extend({ merchant: name, adjustment: name });

/** What was sent to warehouses that answer by files, and what persons do about it. */
@ApiTags('warehouse')
@Controller('warehouse')
export class WarehouseController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly clients: Clients,
    private readonly notices: WarehouseNotices,
  ) {}

  /** The newest 200 files for the warehouse of a merchant, and what it answered. */
  @Get('messages')
  @Roles('viewer', 'operator', 'finance', 'admin')
  @ProblemResponses(400, 401, 403, 404)
  async messages(@Query('merchant') merchant: string | undefined): Promise<{ items: readonly object[] }> {
    if (merchant === undefined) throw badInput([{ path: 'merchant', expected: 'expected a merchant' }]);
    const edi = this.merchants.find(merchant) === undefined ? undefined : this.clients.edi(merchant);
    if (edi === undefined) throw notFound(`${merchant} has no warehouse that is talked to by files.`);
    return { items: await edi.messages() };
  }

  /** The same document once more, under new control numbers; it is written with the next look at the folders. */
  @Post('messages/send-again')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404)
  sendAgain(
    @Body({ schema: sendingAgain }) { merchant, message }: z.infer<typeof sendingAgain>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<{ fileName: string }> {
    return this.notices.sendAgain(person, merchant, message);
  }

  /** Closes the task about goods that the warehouse graded anew: the ERP says the same now. */
  @Post('adjustments/close-task')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404)
  closeTask(
    @Body({ schema: closing }) { merchant, adjustment }: z.infer<typeof closing>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<{ closed: true }> {
    return this.notices.closeAdjustment(person, merchant, adjustment);
  }
}
