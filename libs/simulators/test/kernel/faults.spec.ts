import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../src/kernel/index.js';
import { startToy, type ToyDoor } from './toy.js';

let toy: Simulator<ToyDoor>;
beforeEach(async () => void (toy = await startToy()));
afterEach(() => toy.close());

const create = (): Promise<Response> =>
  fetch(`${toy.url}/documents`, { method: 'POST', body: '{"kind":"rma"}', signal: AbortSignal.timeout(1_000) });

describe('faults', () => {
  it('answers a status without executing, for as many times as asked', async () => {
    toy.faults.add({
      match: { method: 'post', path: /\/documents$/ },
      kind: 'status',
      status: 500,
      times: 2,
      body: { no: 1 },
    });
    expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([500, 500, 201]);
    expect(toy.door.documents()).toHaveLength(1);
  });

  it('lets the first ones of a kind pass, and counts all of them, also those that another fault hits', async () => {
    toy.faults.add({ match: { method: 'POST' }, kind: 'status', status: 500, after: 2 });
    toy.faults.add({ match: { method: 'POST' }, kind: 'status', status: 503 });
    expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([503, 201, 500]);
    expect((await create()).status).toBe(201);
  });

  it('never answers and never executes on a time-out', async () => {
    toy.faults.add({ kind: 'timeout' });
    await expect(create()).rejects.toThrow();
    expect(toy.door.documents()).toHaveLength(0);
  });

  it.each(['timeout', 'reset'] as const)('executes and then loses the answer: %s', async (then) => {
    toy.faults.add({ kind: 'after-commit', then });
    await expect(create()).rejects.toThrow();
    expect(toy.door.documents()).toHaveLength(1);
  });

  it('executes and then answers 500', async () => {
    toy.faults.add({ kind: 'after-commit', then: 500 });
    const response = await create();
    expect([response.status, await response.text()]).toEqual([500, '']);
    expect(toy.door.documents()).toHaveLength(1);
  });

  it('answers HTML, or a rate limit with Retry-After, or late', async () => {
    toy.faults.add({ kind: 'html', status: 502 });
    toy.faults.add({ kind: 'rate-limit', retryAfterSeconds: 7 });
    toy.faults.add({ kind: 'latency', ms: 20 });
    const html = await create();
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    const limited = await create();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await create()).status).toBe(201);
  });

  it('matches on the body and can stay armed until cleared', async () => {
    toy.faults.add({ match: { body: /"kind":"rma"/ }, kind: 'status', status: 503, always: true });
    toy.faults.add({ match: { body: /"kind":"other"/ }, kind: 'status', status: 418, always: true });
    expect([(await create()).status, (await create()).status]).toEqual([503, 503]);
    toy.faults.clear();
    expect((await create()).status).toBe(201);
  });
});

describe('the call log', () => {
  it('keeps method, path, query, body and status; a call without an answer has status 0', async () => {
    await fetch(`${toy.url}/nowhere?a=1`);
    toy.faults.add({ kind: 'reset' });
    await create().catch(() => undefined);
    expect(toy.calls).toMatchObject([
      { method: 'GET', path: '/nowhere', query: 'a=1', status: 404 },
      { method: 'POST', path: '/documents', body: { kind: 'rma' }, status: 0 },
    ]);
  });
});
