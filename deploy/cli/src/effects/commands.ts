import { Option, type Command } from 'commander';
import type { Act } from '../command-line.js';
import { explained } from '../explained.js';
import { paged } from '../output/page.js';
import { listEffects, resolveEffect, retryEffect, showEffect } from './effects.js';

/** `backhaul effects …` */
export function effectsCommands(program: Command, act: Act): void {
  const effects = program.command('effects').description('calls to vendors');
  paged(effects.command('list'))
    .description('by default those that are not over')
    .option('--status <status>', 'planned, sent, in-doubt, answered, confirmed or refused')
    .option('--kind <kind>', 'of the call')
    .option('--merchant <id>')
    .option('--subject <id>', 'such as the return')
    .option('--waiting-for-person', 'only those in which a person has to look')
    .action(act(listEffects));
  effects.command('show').argument('<key>').description('one call, and what was done to it').action(act(showEffect));
  explained(effects.command('retry'))
    .argument('<key>')
    .description('make it due now; one that may have been applied is looked up first')
    .action(act(retryEffect));
  explained(effects.command('resolve'))
    .argument('<key>')
    .description("say what you found in the vendor's system")
    .addOption(
      new Option('--outcome <outcome>', 'absent: it is surely not there, send it again; refused: it shall not be made')
        .choices(['found', 'absent', 'refused'])
        .makeOptionMandatory(),
    )
    .option('--result <json>', 'what the vendor made of it, with --outcome found')
    .action(act(resolveEffect));
}
