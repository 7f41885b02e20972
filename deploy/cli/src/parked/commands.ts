import type { Command } from 'commander';
import type { Act } from '../command-line.js';
import { explained } from '../explained.js';
import { paged, whole } from '../output/page.js';
import { causesOfParked } from './causes.js';
import { discardParked } from './discard.js';
import { listParked } from './list.js';
import { retryCause } from './retry-cause.js';
import { retryKey, retryParked } from './retry.js';
import { showParked } from './show.js';

/** `backhaul parked …` */
export function parkedCommands(program: Command, act: Act): void {
  const parked = program.command('parked').description('events that a service could not use');
  paged(parked.command('list'))
    .description('what is set aside, without what it says')
    .option('--status <status>', 'failed, queued, replayed or discarded; by default failed and queued')
    .option('--key <key>', 'merchant/order')
    .option('--code <code>', 'of the reason')
    .option('--type <type>', 'of the event')
    .option('--older-than <age>', 'set aside longer ago than this, such as 30m, 6h, 2d')
    .action(act(listParked));
  parked
    .command('show')
    .argument('<id>')
    .description('one message: what it says, why it failed, what waits behind it')
    .action(act(showParked));
  parked.command('causes').description('why keys stand still, and how many').action(act(causesOfParked));
  replay(parked.command('retry'))
    .argument('<id>')
    .description('handle a message again, and then those that only waited behind it')
    .action(act(retryParked));
  replay(parked.command('retry-key'))
    .argument('<key>')
    .description('handle all messages of a key again, in order, until one fails')
    .action(act(retryKey));
  replay(parked.command('retry-cause'))
    .argument('<code>')
    .description('handle again every key that stands still for this reason')
    .option('--type <type>', 'only at this type of event')
    .action(act(retryCause));
  explained(parked.command('discard'))
    .argument('<id>')
    .description('give a message up for good: the service will never know of that event')
    .option('--yes', 'do not ask')
    .action(act(discardParked));
}

const replay = (command: Command): Command =>
  explained(command).option('--count <n>', 'how many messages will be handled again; without it you are asked', whole);
