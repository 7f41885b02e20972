import type { Command } from 'commander';
import type { Act } from '../command-line.js';
import { explained } from '../explained.js';
import { ofMerchant } from '../of-merchant.js';
import { showBackfill, startBackfill } from './backfill.js';

/** `backhaul backfill …` */
export function backfillCommands(program: Command, act: Act): void {
  const backfill = program.command('backfill').description('take over returns from before the cut-over');
  explained(ofMerchant(backfill.command('start')))
    .description('those initiated in a period, or those named; safe to repeat')
    .option('--from <time>', 'initiated at or after this, such as 2026-02-01T00:00:00-05:00')
    .option('--to <time>', 'and before this')
    .option('--ids <ids>', 'returns by their ids, separated by commas')
    .option('--no-wait', 'start it and do not wait for its end')
    .action(act(startBackfill));
  ofMerchant(backfill.command('show')).argument('<id>').description('how far it is').action(act(showBackfill));
}
