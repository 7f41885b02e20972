import { planCalls } from '@backhaul/effects';
import {
  CommandRoute,
  CurrentCommand,
  Merchants,
  notFound,
  PersonCommands,
  reasoned,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { MerchantSections } from '../config.js';
import { rereadCalls, type Asked } from '../reread/reread-calls.js';

const DAY_MS = 24 * 3_600_000;
const MOST_DAYS = 366;
const day = z.iso.datetime({ offset: true, error: 'expected a time such as 2026-03-01T00:00:00Z' });

const rereading = reasoned
  .extend({
    merchant: z.string().min(1),
    ids: z
      .array(z.string().regex(/^[\w-]{1,100}$/))
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'Return numbers, ours or those that the shopper sees.' }),
    from: day.optional().meta({ description: 'Returns created from here …' }),
    to: day.optional().meta({ description: `… to here; ${MOST_DAYS} days at most.` }),
  })
  .superRefine(({ ids, from, to }, ctx) => {
    const mistake = mistakeOf(ids, from, to);
    if (mistake !== null) ctx.addIssue({ code: 'custom', message: mistake, path: ['ids'] });
  });

/** Returns that shall be read again, such as those from before Backhaul came: what is new in them is told like any other news. */
@ApiTags('returns')
@Controller('returns')
export class RereadController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly commands: PersonCommands,
  ) {}

  /** Answers with the calls that do it: `GET /admin/effects/{call}` says how far each is. Safe to repeat. */
  @Post('reread')
  @CommandRoute('operator')
  reread(
    @Body({ schema: rereading }) { merchant, ids = [], from, to }: z.infer<typeof rereading>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ calls: string[] }> {
    if (this.merchants.get(merchant).loop === undefined) throw notFound(`The merchant ${merchant} has no Loop here.`);
    const asked: Asked =
      from === undefined || to === undefined
        ? { ids: ids.map((id) => (id.startsWith(`${merchant}-`) ? id.slice(merchant.length + 1) : id)) }
        : { from: new Date(from), to: new Date(to) };
    return this.commands.run(command, async (tx) => {
      const calls = rereadCalls(merchant, asked, command);
      await planCalls(tx, calls);
      return { calls: calls.map(({ key }) => key) };
    });
  }
}

function mistakeOf(ids: unknown, from: string | undefined, to: string | undefined): string | null {
  if (ids !== undefined) return from === undefined && to === undefined ? null : 'expected either ids, or from and to';
  if (from === undefined || to === undefined) return 'expected ids, or from and to';
  const span = Date.parse(to) - Date.parse(from);
  return span > 0 && span <= MOST_DAYS * DAY_MS ? null : `expected from before to, ${MOST_DAYS} days apart at most`;
}
