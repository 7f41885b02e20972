import type { Command } from 'commander';
import type { Act } from '../command-line.js';
import { listProjections } from './list.js';
import { rebuild, verify } from './work.js';

/** `backhaul projections`, `rebuild` and `verify`. */
export function projectionCommands(program: Command, act: Act): void {
  program
    .command('projections')
    .description('read tables: version, what runs on them, and when their self-check last passed')
    .action(act(listProjections));
  waiting(program.command('rebuild'))
    .argument('<projection>')
    .description('build a read table anew beside the live one, then let readers switch')
    .action(act(rebuild));
  waiting(program.command('verify'))
    .argument('<projection>')
    .description('compare a live read table with a rebuild of it')
    .action(act(verify));
}

/** It changes no fact, so that no reason has to be thought up. */
const waiting = (command: Command): Command =>
  command
    .option('--reason <text>', 'why; it is kept with what is done', 'asked for by hand')
    .option('--no-wait', 'start it and do not wait for its end');
