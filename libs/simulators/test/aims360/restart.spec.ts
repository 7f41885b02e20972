import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doorClient, startAims360Simulator } from '../../src/index.js';
import type { Aims360Door } from '../../src/index.js';
import { ACCOUNT, northfold } from './northfold.js';

describe('AIMS360 over a restart', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'aims360-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps an RMA whose answer was lost, and its numbers go on', async () => {
    const stateFile = join(folder, 'state.json');
    const before = await northfold({ stateFile });
    before.aims.faults.add({ match: { method: 'POST', path: '/rma$' }, kind: 'after-commit', then: 'reset' });
    await expect(before.call('POST', '/returns/v1.0/rma', before.rmaBody())).rejects.toThrow();
    await before.aims.close();

    const after = await startAims360Simulator({ stateFile });
    const door = doorClient<Aims360Door>(after.url);
    expect(await door.rmas(ACCOUNT)).toMatchObject([{ thirdPartyReturnID: '88120045', status: 'Open' }]);
    await door.operatorReceive(ACCOUNT, '88120045');
    expect(await door.operatorConfirmCredit(ACCOUNT, '88120045')).toMatchObject({ amount: 136.08 });
    await door.assertInvariants(ACCOUNT);
    await after.close();
  });

  it('gives the same ids for the same seed', async () => {
    const ids = async (): Promise<unknown[]> => {
      const erp = await northfold();
      const made = await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody());
      await erp.aims.close();
      return [made.json.rmaID, made.json.rma, erp.masters];
    };
    expect(await ids()).toEqual(await ids());
  });
});
