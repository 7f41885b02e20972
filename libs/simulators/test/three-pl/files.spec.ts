import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newSshKey } from '../../src/index.js';
import { northport, type Northport } from './northport.js';

describe('a client of the 3PL that talks by files', () => {
  const { publicKey } = newSshKey();
  let folder: string;
  let pl: Northport;
  const start = async (): Promise<void> => {
    pl = await northport({ stateFile: join(folder, 'state.json') });
    const edi = { user: 'oak', publicKey };
    pl.warehouse.door.addClient({ clientCode: 'OAK', apiKey: '3pl-key', webhookSecret: 'none', edi });
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), '3pl-'));
    await start();
    await pl.call('POST', '/return-orders', pl.order());
  });
  afterEach(async () => {
    await pl.warehouse.close();
    rmSync(folder, { recursive: true });
  });

  it('gets a receipt as the 944 of the contract: of two units one is damaged', () => {
    pl.warehouse.door.receive('700123', {
      lines: [
        { line_no: 1, quantity: 1 },
        { line_no: 1, quantity: 1, condition: 'DAMAGED' },
      ],
    });
    const [file] = pl.warehouse.door.files('OAK');
    expect(file?.path).toBe('from_3pl/OAK_944_RCV880017_20260306090000.edi');
    expect(file?.text).toContain(
      'ST*944*0001~W17*C*20260306*RCV880017*700123~N1*WH*WEST1*92*WEST1~N9*RZ*700123~N9*2I*9400100000000000000001~' +
        'N9*CO*EC-10442~W07*2*EA**SK*TS100-BLK-M*UP*012345678905~N9*LI*1~W13*1*EA*01**NR~W14*2~SE*11*0001~',
    );
  });

  it('finds its files, their numbers and the server’s key again after a restart', async () => {
    const { door } = pl.warehouse;
    door.receive('700123', { lines: [{ line_no: 1, quantity: 1 }], final: false });
    const [files, { hostKey }] = [door.files('OAK'), door.sftp()];
    await pl.warehouse.close();
    await start();
    expect(pl.warehouse.door.files('OAK')).toEqual(files);
    expect(pl.warehouse.door.sftp().hostKey).toBe(hostKey);
    pl.warehouse.door.receive('700123');
    const controls = pl.warehouse.door.files('OAK').map(({ text }) => /IEA\*1\*(\d+)/.exec(text)?.[1]);
    expect(controls).toEqual(['000000001', '000000002']);
  });
});
