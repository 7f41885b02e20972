import type { Command } from 'commander';

/** Of a command that changes something. */
export interface Explained {
  reason: string;
}

/** What is changed is changed for a reason, which is kept with it. */
export const explained = (command: Command): Command =>
  command.requiredOption('--reason <text>', 'why; it is kept with what is done');
