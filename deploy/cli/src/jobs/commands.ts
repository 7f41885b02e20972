import type { Command } from 'commander';
import type { Act } from '../command-line.js';
import { explained } from '../explained.js';
import { ofMerchant } from '../of-merchant.js';
import { whole } from '../output/page.js';
import { pauseJob, resumeJob, retryItem, runJob } from './act.js';
import { listItems, listJobs, listRuns } from './read.js';

/** Part of a list whose pages are named by the answer before. */
const listed = (command: Command): Command =>
  command
    .option('--limit <n>', 'at most so many, up to 200', whole, 50)
    .option('--after <cursor>', 'the next page, as the one before names it');

/** `backhaul jobs …` */
export function jobCommands(program: Command, act: Act): void {
  const jobs = program.command('jobs').description("RLM's jobs: their runs, and what became of each item");
  ofMerchant(jobs.command('list', { isDefault: true }))
    .description('every job, its last run, and what waits in it')
    .action(act(listJobs));
  listed(ofMerchant(jobs.command('runs')))
    .argument('<job>', 'such as ShopifyImportRefunds')
    .option('--status <status>', 'such as FAILED')
    .description('runs of a job, newest first')
    .action(act(listRuns));
  listed(jobs.command('items'))
    .argument('<run>')
    .option('--result <result>', 'CREATED, UPDATED, SKIPPED or ERROR')
    .description('items of a run, with the Error Message column')
    .action(act(listItems));
  explained(ofMerchant(jobs.command('run')))
    .argument('<job>')
    .option('--from <time>', 'a period, such as 2026-02-01T00:00:00-05:00')
    .option('--to <time>', 'and its end')
    .option('--ids <ids>', 'items by their ids, or those of returns, separated by commas')
    .description('run a job now')
    .action(act(runJob));
  explained(jobs.command('retry'))
    .argument('<run>')
    .argument('<seq>', 'of the item')
    .description('have an item that failed tried again, as if for the first time')
    .action(act(retryItem));
  explained(ofMerchant(jobs.command('pause')))
    .argument('<job>')
    .description('keep a job from running by itself')
    .action(act(pauseJob));
  explained(ofMerchant(jobs.command('resume')))
    .argument('<job>')
    .description('let it run by itself again')
    .action(act(resumeJob));
}
