import type { Command } from 'commander';

/** Of a command about one merchant. */
export interface OfMerchant {
  merchant: string;
}

/** The command is about one merchant. */
export const ofMerchant = (command: Command): Command =>
  command.requiredOption('--merchant <id>', 'id of the merchant, such as northfold');
