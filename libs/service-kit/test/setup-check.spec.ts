import { describe, expect, it } from '@jest/globals';
import { BackhaulError } from '@backhaul/contracts';
import { runChecks, type SetupCheck } from '../src/checks/setup-check.js';

const check = (name: string, run: SetupCheck['run']): SetupCheck => ({ system: 'Loop', name, run });

describe('the checks of a set-up', () => {
  it('give up on one that hangs, tell it to stop, and show the others', async () => {
    let stopped = false;
    const hanging = check('webhooks', (signal) => {
      signal.addEventListener('abort', () => (stopped = true));
      return new Promise(() => undefined);
    });
    const fine = check('API key', () => Promise.resolve({ status: 'ok', found: 'valid', remedy: null }));
    expect(await runChecks([hanging, fine], 20)).toMatchObject([
      { name: 'webhooks', status: 'fail', found: 'no answer within 0.02 s' },
      { name: 'API key', status: 'ok' },
    ]);
    expect(stopped).toBe(true);
  });

  it('show what our own errors say, and only the code of others', async () => {
    const ours = check('scopes', () => Promise.reject(new BackhaulError('LOOP_FORBIDDEN', 'Loop refuses the key')));
    const theirs = check('database', () =>
      Promise.reject(Object.assign(new Error('password=hunter2'), { code: 'ECONNREFUSED' })),
    );
    expect((await runChecks([ours, theirs])).map(({ found }) => found)).toEqual([
      'Loop refuses the key [LOOP_FORBIDDEN]',
      'ECONNREFUSED',
    ]);
  });
});
