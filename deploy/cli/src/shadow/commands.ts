import type { Command } from 'commander';
import type { Act } from '../command-line.js';
import { ofMerchant } from '../of-merchant.js';
import { reportShadow } from './report.js';

/** `backhaul shadow …` */
export function shadowCommands(program: Command, act: Act): void {
  const shadow = program.command('shadow').description('a store before it goes live');
  ofMerchant(shadow.command('report'))
    .description('the documents that others made, beside those that we would have made')
    .option('--from <time>', 'by default seven days before --to')
    .option('--to <time>', 'by default now')
    .action(act(reportShadow));
}
