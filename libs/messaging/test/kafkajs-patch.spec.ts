import { describe, expect, it } from '@jest/globals';
import { createHook } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { patchRequestQueue } from '../src/kafka/kafkajs-patch.js';

interface Queue {
  push(request: object): void;
  fulfillRequest(response: object): void;
  maybeThrottle(ms: number): void;
  destroy(): void;
}
const require = createRequire(import.meta.url);
const load = (): new (options: object) => Queue => require('kafkajs/src/network/requestQueue/index.js');

const logger = { debug: () => {}, warn: () => {} };
const queueOf = (): Queue =>
  new (load())({
    maxInFlightRequests: 1,
    requestTimeout: 1000,
    enforceRequestTimeout: false,
    clientId: 'c',
    broker: 'b',
    logger,
  });
const request = (correlationId: number, sent: number[]) => ({
  entry: { correlationId, resolve: () => {}, reject: () => {} },
  expectResponse: true,
  sendRequest: () => sent.push(correlationId),
});

async function timersWithin(ms: number): Promise<number> {
  let timers = 0;
  const hook = createHook({ init: (_id, type) => void (type === 'Timeout' && (timers += 1)) }).enable();
  await pause(ms);
  hook.disable();
  return timers;
}

describe('the request queue of KafkaJS (issue 1751)', () => {
  it('arms no timer after an answer when nothing waits', async () => {
    patchRequestQueue();
    patchRequestQueue(); // a second bus in the process changes nothing
    const queue = queueOf();
    const sent: number[] = [];
    queue.push(request(1, sent));
    queue.fulfillRequest({ correlationId: 1, payload: null, size: 0 });
    expect(await timersWithin(100)).toBeLessThan(5); // unpatched: about a hundred
    queue.destroy();
  });

  it('still sends what has to wait: for the answer before it, and for the end of a throttling', async () => {
    patchRequestQueue();
    const queue = queueOf();
    const sent: number[] = [];
    queue.push(request(1, sent));
    queue.push(request(2, sent));
    expect(sent).toEqual([1]);
    queue.maybeThrottle(30);
    queue.fulfillRequest({ correlationId: 1, payload: null, size: 0 });
    expect(sent).toEqual([1]);
    await pause(80);
    expect(sent).toEqual([1, 2]);
    queue.destroy();
  });
});
