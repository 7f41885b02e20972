import type { BlowQueue } from './blow-queue.js';
import type { Stage } from './stage.js';
import type { Submitted } from './submitted.js';
import type { VendorTrouble } from './vendor-trouble.js';

export interface ProgressParts {
  readonly stage: Stage;
  readonly submitted: ReadonlyMap<string, Submitted>;
  readonly planned: number;
  readonly trouble: VendorTrouble;
  readonly blows: BlowQueue;
  readonly say: (line: string) => void;
}

const EVERY_MS = 5_000;

/** Says every few seconds how far it is. */
export function progressOf({ stage, submitted, planned, trouble, blows, say }: ProgressParts): { stop(): void } {
  const started = Date.now();
  let told = 'the ledger does not answer yet';
  const tell = async (): Promise<void> => {
    told = await inTheBooks(stage).catch(() => told);
    const seconds = String(Math.round((Date.now() - started) / 1000)).padStart(4);
    const faults = `faults ${trouble.hit}, kills ${stage.services.kills}, restarts ${blows.restarts}`;
    say(`${seconds} s  submitted ${submitted.size}/${planned}, ${told}; ${faults}`);
  };
  const timer = setInterval(() => void tell(), EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

async function inTheBooks({ ledger }: Stage): Promise<string> {
  const listed = await ledger.returns();
  const settled = listed.filter(({ status }) => status === 'settled').length;
  const waiting = listed.filter(({ waitingFor }) => waitingFor.some((what) => what.startsWith('a person'))).length;
  return `settled ${settled}, on a worklist ${waiting}`;
}
