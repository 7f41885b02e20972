import { InvalidArgumentError, type Command } from 'commander';

/** Which part of a list. */
export interface Page {
  limit: number;
  after?: string;
}

/** The options of a list that may be long. */
export const paged = (command: Command): Command =>
  command
    .option('--limit <n>', 'at most so many of each service, up to 500', whole, 100)
    .option('--after <id>', 'only what comes after this id: for the next page');

/** A number in an option. */
export function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(text);
}
