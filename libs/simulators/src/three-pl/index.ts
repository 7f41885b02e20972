import type { Express } from 'express';
import { startSimulator } from '../kernel/index.js';
import type { Kernel, Simulator, SimulatorOptions } from '../kernel/index.js';
import { threePlDoor } from './door.js';
import type { ThreePlDoor } from './door.js';
import { EdiPartner } from './edi/partner.js';
import { SftpPlace } from './edi/sftp-place.js';
import { mountThreePl } from './http/app.js';
import { mountShipBob } from './shipbob/app.js';
import { mountShipHero } from './shiphero/app.js';
import { emptyThreePlState } from './state.js';
import type { ThreePlState } from './state.js';

export { newSshKey } from './edi/ssh-key.js';
export type { NewClient, ThreePlDoor } from './door.js';
export type { FileFault } from './edi/mailbox.js';
export type { Arrival, BlindArrival } from './receipts/commands.js';
export type { ScriptedLine } from './receipts/lines.js';

/** Each client sees the API of its kind; all of them stand on the same warehouse. */
const mountAll = (app: Express, kernel: Kernel<ThreePlState>): void => {
  mountShipBob(app, kernel);
  mountShipHero(app, kernel);
  mountThreePl(app, kernel);
};

/** How to start a 3PL. */
export interface ThreePlOptions extends SimulatorOptions {
  /** Of the SFTP server; 0 (default) = any free port. */
  sftpPort?: number;
}

/**
 * Starts a 3PL warehouse for any number of clients, told apart by their key: over REST, and for those with `edi` by files over
 * SFTP with the same content (contracts/rlm-and-3pl.md §4, §9.5).
 */
export async function startThreePlSimulator(options: ThreePlOptions = {}): Promise<Simulator<ThreePlDoor>> {
  const { sftpPort = 0, ...rest } = options;
  let place: SftpPlace | undefined;
  const simulator = await startSimulator(
    {
      name: 'three-pl',
      initialState: emptyThreePlState,
      build: (kernel) => {
        // A state file of an earlier version lacks what came later.
        Object.assign(kernel.state, { ...emptyThreePlState(), ...kernel.state });
        const partner = new EdiPartner(kernel);
        place = new SftpPlace(kernel, partner, rest.host ?? '127.0.0.1');
        return { door: threePlDoor(kernel, partner, place), mount: (app) => mountAll(app, kernel) };
      },
    },
    rest,
  );
  const sftp = place;
  await sftp?.open(sftpPort);
  const close = async (): Promise<void> => {
    await sftp?.close();
    await simulator.close();
  };
  return { ...simulator, close };
}
