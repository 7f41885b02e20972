import { createRequire } from 'node:module';

/** The one method of KafkaJS's request queue that is replaced, and what it reads. */
interface RequestQueue {
  pending: unknown[];
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

const patched = Symbol.for('backhaul.kafkajs.requestQueue');

/**
 * KafkaJS 2.2.4, issue 1751. After every answer the queue arms a timer for its next look at the waiting requests, also when
 * none waits; as no throttling is on, the delay is negative, which Node makes 1 ms, and the look arms the next timer: a
 * connection that was used once wakes the process a thousand times a second for good.
 * With nothing waiting there is nothing to look at, and `push` arms the timer for whatever has to wait later.
 */
export function patchRequestQueue(): void {
  const require = createRequire(import.meta.url);
  const { prototype } = require('kafkajs/src/network/requestQueue/index.js') as {
    prototype: RequestQueue & { [patched]?: true };
  };
  if (prototype[patched] === true) return;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype[patched] = true;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}
