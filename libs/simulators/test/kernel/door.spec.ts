import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { doorClient, type Simulator } from '../../src/kernel/index.js';
import { startToy, type ToyDoor } from './toy.js';

let toy: Simulator<ToyDoor>;
beforeEach(async () => void (toy = await startToy()));
afterEach(() => toy.close());

const control = (path: string, method = 'GET', body?: unknown): Promise<Response> =>
  fetch(`${toy.url}/__sim/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

describe('the side door over HTTP', () => {
  it('has the methods of the door', async () => {
    await fetch(`${toy.url}/documents`, { method: 'POST' });
    const door = doorClient<ToyDoor>(toy.url);
    expect(await door.documents()).toEqual(toy.door.documents());
    expect(await door.ringIn(1_000)).toBeUndefined();
    await expect(door.fail()).rejects.toThrow('fail: the door is stuck');
  });

  it('moves the clock, arms faults and disturbs webhooks', async () => {
    await doorClient<ToyDoor>(toy.url).ringIn(60_000);
    await control('clock', 'POST', { advance: 60_001 });
    expect(await (await fetch(`${toy.url}/rings`)).json()).toBe(1);
    await control('faults', 'POST', { match: { path: '^/rings$' }, kind: 'status', status: 503 });
    expect((await fetch(`${toy.url}/rings`)).status).toBe(503);
    await control('webhooks', 'POST', { drop: 1 });
    toy.door.hook('http://127.0.0.1:1/', 'x', []);
    expect(await (await control('webhooks')).json()).toMatchObject([{ state: 'dropped' }]);
    expect(await (await control('state')).json()).toMatchObject({ rings: 1 });
  });

  it('stays out of the call log and off the vendor paths', async () => {
    await control('calls');
    expect(toy.calls).toEqual([]);
    expect(await (await fetch(`${toy.url}/sim`)).json()).toEqual({ toy: 'no such thing' });
    expect((await control('nothing')).status).toBe(404);
  });
});
