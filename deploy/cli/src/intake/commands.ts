import type { Command } from 'commander';
import type { Act } from '../command-line.js';
import { explained } from '../explained.js';
import { paged } from '../output/page.js';
import { discardWebhook, listWebhooks, retryWebhook, showWebhook } from './intake.js';

/** `backhaul intake …` */
export function intakeCommands(program: Command, act: Act): void {
  const intake = program.command('intake').description('webhooks of vendors, as they came in');
  paged(intake.command('list'))
    .description('by default those that could not be used')
    .option('--status <status>', 'waiting, done, parked or discarded', 'parked')
    .option('--source <source>', 'the vendor')
    .option('--merchant <id>')
    .action(act(listWebhooks));
  intake.command('show').argument('<id>').description('one webhook with its body').action(act(showWebhook));
  explained(intake.command('retry')).argument('<id>').description('try it again').action(act(retryWebhook));
  explained(intake.command('discard')).argument('<id>').description('give it up').action(act(discardWebhook));
}
