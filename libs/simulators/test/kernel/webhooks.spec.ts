import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock, type Simulator } from '../../src/kernel/index.js';
import { startReceiver, type Answer } from '../receiver.js';
import { startToy, type ToyDoor } from './toy.js';

const clock = manualClock();
let toy: Simulator<ToyDoor>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => void (toy = await startToy({ clock })));
afterEach(() => Promise.all([toy.close(), receiver.close()]));

const hook = async (script: Answer[], ...bodies: string[]) => {
  receiver = await startReceiver(script);
  for (const body of bodies) toy.door.hook(receiver.url, body, [1_000, 2_000]);
  await toy.idle();
};
const bodies = (): string[] => receiver.received.map(({ body }) => body);
const last = () => toy.webhooks.deliveries.at(-1);

describe('webhooks', () => {
  it('are delivered once, byte by byte', async () => {
    await hook([], '{"url":"https:\\/\\/x"}');
    expect(bodies()).toEqual(['{"url":"https:\\/\\/x"}']);
    expect(last()).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }] });
  });

  it('are retried on schedule with the original body, then given up', async () => {
    await hook([500, 302, 503], 'a');
    expect(bodies()).toHaveLength(1);
    clock.advance(1_000);
    await toy.idle();
    expect(bodies()).toHaveLength(2);
    clock.advance(2_000);
    await toy.idle();
    expect(bodies()).toEqual(['a', 'a', 'a']);
    expect(last()).toMatchObject({ state: 'failed', attempts: [{ status: 500 }, { status: 302 }, { status: 503 }] });
  });

  it('wait as long as Retry-After asks, and fail when it asks too long', async () => {
    const asks = (seconds: string): Answer => ({ status: 503, headers: { 'retry-after': seconds } });
    await hook([asks('30'), asks('61')], 'a');
    clock.advance(29_999);
    await toy.idle();
    expect(bodies()).toHaveLength(1);
    clock.advance(1);
    await toy.idle();
    expect(last()).toMatchObject({ state: 'failed', attempts: [{ status: 503 }, { status: 503 }] });
  });

  it('count a receiver that does not answer in time as a failure', async () => {
    await hook(['never'], 'a');
    expect(last()).toMatchObject({ state: 'pending', attempts: [{ status: 0, error: 'time-out' }] });
  });

  it('get lost, repeated, delayed and reordered on demand', async () => {
    toy.webhooks.disturb({ drop: 1 });
    await hook([], 'lost', 'kept');
    expect(bodies()).toEqual(['kept']);

    toy.webhooks.disturb({ duplicate: 2 });
    toy.door.hook(receiver.url, 'thrice', []);
    await toy.idle();
    expect(bodies().slice(1)).toEqual(['thrice', 'thrice', 'thrice']);

    toy.webhooks.disturb({ delay: { times: 1, ms: 500 } });
    toy.door.hook(receiver.url, 'late', []);
    toy.door.hook(receiver.url, 'early', []);
    await toy.idle();
    clock.advance(500);
    await toy.idle();
    expect(bodies().slice(4)).toEqual(['early', 'late']);

    toy.webhooks.disturb({ reorder: 3 });
    for (const body of ['1', '2', '3']) toy.door.hook(receiver.url, body, []);
    await toy.idle();
    expect(bodies().slice(6)).toEqual(['3', '2', '1']);
  });
});
