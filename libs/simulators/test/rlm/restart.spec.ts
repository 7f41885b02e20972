import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doorClient, startRlmSimulator } from '../../src/index.js';
import type { RlmDoor } from '../../src/index.js';
import { COMPANY, SKU_A, oakAndLinen } from './oak-and-linen.js';

describe('RLM over a restart', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'rlm-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps a credit whose answer was lost, and refuses to make it again', async () => {
    const stateFile = join(folder, 'state.json');
    const before = await oakAndLinen({ stateFile });
    before.rlm.faults.add({ match: { path: '/refund-imports$' }, kind: 'after-commit', then: 'reset' });
    const body = before.refundBody([before.refundLine()]);
    await expect(before.call('POST', '/refund-imports', body)).rejects.toThrow();
    await before.rlm.close();

    const after = await startRlmSimulator({ stateFile });
    const door = doorClient<RlmDoor>(after.url);
    expect(await door.credits(COMPANY)).toMatchObject([{ total: '87.10' }]);
    expect(await door.balance(COMPANY, 1, SKU_A)).toBe(20);
    const response = await fetch(`${after.url}/v1/companies/${COMPANY}/refund-imports/81001`, {
      headers: { authorization: 'Bearer rlm-key' },
    });
    expect(await response.json()).toMatchObject({ result: 'CREATED', credit_total: '87.10' });
    await door.assertInvariants(COMPANY);
    await after.close();
  });
});
