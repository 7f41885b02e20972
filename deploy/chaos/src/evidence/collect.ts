import type { Stage } from '../run/stage.js';
import type { Submitted } from '../run/submitted.js';
import type { Evidence } from './evidence.js';
import { ledgerEvidence } from './ledger.js';
import { storeEvidence } from './stores.js';
import { vendorEvidence } from './vendors.js';

/** Takes down what every side holds. */
export async function collect(stage: Stage, submitted: readonly Submitted[]): Promise<Evidence> {
  const { simulators, databases, ledger, services } = stage;
  const [stores, told] = await Promise.all([storeEvidence(databases), ledgerEvidence(ledger)]);
  return { submitted, vendors: vendorEvidence(simulators), stores, ledger: told, collapses: services.collapses };
}
