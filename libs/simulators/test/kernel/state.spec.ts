import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manualClock, realClock, type Simulator, type SimulatorOptions } from '../../src/index.js';
import { startToy, type ToyDoor } from './toy.js';

const folder = mkdtempSync(join(tmpdir(), 'simulators-'));
const running: Simulator<ToyDoor>[] = [];
const start = async (options?: SimulatorOptions): Promise<Simulator<ToyDoor>> => {
  const toy = await startToy(options);
  running.push(toy);
  return toy;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((toy) => toy.close()));
});
const create = async (toy: Simulator<ToyDoor>): Promise<string> => {
  const response = await fetch(`${toy.url}/documents`, { method: 'POST' });
  return ((await response.json()) as { id: string }).id;
};

describe('state', () => {
  it('is on disk before the answer leaves, so a second process sees it', async () => {
    const stateFile = join(folder, 'a', 'toy.json');
    const first = await start({ stateFile });
    const told = await create(first);
    // The first one is still up, as if it had been killed: nothing was flushed by a close.
    const second = await start({ stateFile });
    expect(second.door.documents()).toEqual([told]);
    expect(await create(second)).not.toBe(told);
  });

  it('keeps timers and a pushed clock across a restart', async () => {
    const stateFile = join(folder, 'timers.json');
    const first = await start({ stateFile });
    first.door.ringIn(3_600_000);
    first.clock.advance(3_000_000);
    await fetch(`${first.url}/rings`, { method: 'POST' });
    await first.close();

    const second = await start({ stateFile });
    expect(second.clock.now().getTime() - Date.now()).toBeGreaterThan(2_900_000);
    second.clock.advance(600_001);
    expect(await (await fetch(`${second.url}/rings`)).json()).toBe(1);
    rmSync(folder, { recursive: true });
  });

  it('gives the same ids for the same seed, others for another seed', async () => {
    const [a, b, c] = [await start({ seed: 7 }), await start({ seed: 7 }), await start({ seed: 8 })];
    const three = async (toy: Simulator<ToyDoor>) => [await create(toy), await create(toy), await create(toy)];
    const [ofA, ofB, ofC] = [await three(a), await three(b), await three(c)];
    expect(ofA).toEqual(ofB);
    expect(ofA).not.toEqual(ofC);
    expect(ofA[0]).toBe('5511223344550');
  });
});

describe('the clock', () => {
  it('stands still when manual and fires due timers before a move returns', async () => {
    const clock = manualClock('2026-09-14T16:00:00Z');
    const toy = await start({ clock });
    toy.door.ringIn(1_000);
    clock.advance(999);
    expect(await (await fetch(`${toy.url}/rings`)).json()).toBe(0);
    clock.set(new Date('2026-09-14T16:00:01Z'));
    expect(await (await fetch(`${toy.url}/rings`)).json()).toBe(1);
  });

  it('fires by itself when real', async () => {
    const toy = await start({ clock: realClock() });
    toy.door.ringIn(5);
    const rings = async (): Promise<unknown> => (await fetch(`${toy.url}/rings`)).json();
    while ((await rings()) !== 1);
  });
});

it('says which port is taken', async () => {
  const toy = await start();
  await expect(start({ port: Number(new URL(toy.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
