import type { Command } from 'commander';
import type { Act } from '../command-line.js';
import { explained } from '../explained.js';
import { ofMerchant } from '../of-merchant.js';
import { whole } from '../output/page.js';
import { importMappings, removeMapping, setMapping } from './change.js';
import { listMappings, listUnmapped, mappingHistory } from './read.js';

/** `backhaul mappings …` */
export function mappingCommands(program: Command, act: Act): void {
  const mappings = program.command('mappings').description('what the words of other systems stand for in the ERP');
  ofMerchant(mappings.command('list'))
    .argument('[table]')
    .description('what is mapped; by default in all tables')
    .action(act(listMappings));
  ofMerchant(mappings.command('unmapped'))
    .argument('[table]')
    .description('what was seen and stands for nothing, and how many returns wait for it')
    .action(act(listUnmapped));
  explained(ofMerchant(mappings.command('set')))
    .arguments('<table> <key> <value>')
    .description('say what a key stands for; the returns that wait for it go on by themselves')
    .action(act(setMapping));
  explained(ofMerchant(mappings.command('remove')))
    .arguments('<table> <key>')
    .description('forget what a key stands for')
    .action(act(removeMapping));
  explained(ofMerchant(mappings.command('import')))
    .arguments('<table> <file>')
    .description('set many at once, from a JSON file of keys and values: all of them, or none')
    .action(act(importMappings));
  ofMerchant(mappings.command('history'))
    .argument('<table>')
    .description('who changed what, when and why')
    .option('--key <key>', 'only of this key')
    .option('--limit <n>', 'at most so many, up to 1000', whole, 100)
    .action(act(mappingHistory));
}
