import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Merchants } from '../config/merchants.js';
import { Roles } from '../http/roles.js';
import { runChecks, type CheckReport } from './setup-check.js';
import { SetupChecks } from './setup-checks.js';

/** Whether everything that a merchant's returns need is set up: asks the real systems, and only reads. */
@ApiTags('checks')
@Roles('operator')
@Controller('checks')
export class ChecksController {
  constructor(
    private readonly merchants: Merchants,
    private readonly checks: SetupChecks,
  ) {}

  @Get(':merchant')
  async check(@Param('merchant') merchant: string): Promise<{ items: CheckReport[] }> {
    return { items: await runChecks(this.checks.of(this.merchants.get(merchant).id)) };
  }
}
