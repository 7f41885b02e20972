import { badInput, Roles } from '@backhaul/service-kit';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { ErpAdapter } from '../adapter.js';
import { Stores } from '../stores.js';
import { compareDocuments, type Compared, type Period } from './compare.js';
import { wouldHaveSent, type WouldHaveSent } from './would-have-sent.js';

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_DAYS = 92;
const MOST_ITEMS = 1000;

const instant = z.iso.datetime({ offset: true, error: 'expected an instant such as 2026-03-01T00:00:00-05:00' });
const periodQuery = z.object({
  from: instant.exactOptional().meta({ description: 'Default: seven days before `to`.' }),
  to: instant.exactOptional().meta({ description: 'Default: now.' }),
});
const page = z.object({
  after: z
    .string()
    .regex(/^\d{1,18}$/, 'expected the seq of the last call seen')
    .default('0'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** What others did in a period, beside what we would have done. */
export interface ShadowReport {
  readonly merchantId: string;
  readonly from: Date;
  readonly to: Date;
  readonly counts: Readonly<Record<Compared['result'], number>>;
  /** Everything but what is the same; the first thousand. */
  readonly items: readonly Compared[];
  /** There were more than a thousand: choose a shorter period to see them all. */
  readonly cut: boolean;
}

/** Whether we would have done what others do: before a store goes live. */
@ApiTags('shadow')
@Roles('viewer')
@Controller('shadow')
export class ShadowController {
  constructor(
    private readonly adapter: ErpAdapter,
    private readonly stores: Stores,
    private readonly pool: Pool,
  ) {}

  @Get(':merchant/report')
  async report(
    @Param('merchant') merchantId: string,
    @Query({ schema: periodQuery }) query: z.infer<typeof periodQuery>,
  ): Promise<ShadowReport> {
    this.stores.settingsOf(merchantId);
    const period = periodOf(query);
    const { ours, theirs } = await this.adapter.shadowDocuments(merchantId, period);
    const all = compareDocuments(ours, theirs);
    const count = (result: Compared['result']): number => all.filter((one) => one.result === result).length;
    const strange = all.filter(({ result }) => result !== 'same');
    return {
      merchantId,
      ...period,
      counts: {
        same: count('same'),
        differs: count('differs'),
        'only-ours': count('only-ours'),
        'only-theirs': count('only-theirs'),
      },
      items: strange.slice(0, MOST_ITEMS),
      cut: strange.length > MOST_ITEMS,
    };
  }

  /** The calls themselves, as they would have gone out. */
  @Get(':merchant/calls')
  async calls(
    @Param('merchant') merchantId: string,
    @Query({ schema: page }) { after, limit }: z.infer<typeof page>,
  ): Promise<{ items: WouldHaveSent[] }> {
    this.stores.settingsOf(merchantId);
    return { items: await wouldHaveSent.list(this.pool, merchantId, after, limit) };
  }
}

/** @throws HttpProblem 400 when it is longer than 92 days, or ends before it begins */
function periodOf({ from, to }: z.infer<typeof periodQuery>): Period {
  const end = to === undefined ? new Date() : new Date(to);
  const begin = from === undefined ? new Date(end.getTime() - 7 * DAY_MS) : new Date(from);
  const days = (end.getTime() - begin.getTime()) / DAY_MS;
  if (days > 0 && days <= LONGEST_DAYS) return { from: begin, to: end };
  throw badInput([{ path: 'from', expected: `expected a time before \`to\`, at most ${LONGEST_DAYS} days` }]);
}
