import { CommanderError } from 'commander';
import { Misused, Refused } from './failures.js';
import { plain } from './output/table.js';
import { commandLine } from './command-line.js';
import type { Terminal } from './terminal.js';

/** 0 done, 1 refused or failed, 2 the command line is wrong. */
export async function run(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const { program, exitCode } = commandLine(terminal);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode();
  } catch (error) {
    // it has said itself what is wrong, or shown the help that was asked for
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof Refused) && !(error instanceof Misused)) throw error;
    terminal.say(plain(error.message));
    return error instanceof Misused ? 2 : 1;
  }
}
