import type { Command } from 'commander';
import type { Act } from '../command-line.js';
import { explained } from '../explained.js';
import { ofMerchant } from '../of-merchant.js';
import { releaseStore, showStore, stopStore } from './store.js';

/** `backhaul store …` */
export function storeCommands(program: Command, act: Act): void {
  const store = program.command('store').description('whether we act for a store');
  ofMerchant(store.command('show')).description('its mode, and why its sends are stopped').action(act(showStore));
  explained(ofMerchant(store.command('stop')))
    .description('hold back everything that would change the ERP')
    .action(act(stopStore));
  explained(ofMerchant(store.command('release')))
    .description('let it go on; what was found so far does not stop it again')
    .action(act(releaseStore));
}
