import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { eventStore, eventStoreMigrations, type ExpectedVersion } from '../src/index.js';
import { newEvent, readInPages } from './support.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ migrations: eventStoreMigrations, name: 'streams' });
});
afterAll(() => db.drop());

interface Write {
  stream: number;
  /** How far the writer's idea of the version is off; 0 is right. */
  off: number;
  payloads: fc.JsonValue[];
}

const write: fc.Arbitrary<Write> = fc.record({
  stream: fc.nat({ max: 2 }),
  off: fc.constantFrom(0, 0, 0, 1, -1),
  payloads: fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1, maxLength: 4 }),
});

/** What JSON keeps of a value: -0 becomes 0. */
const asJson = (value: fc.JsonValue): unknown => JSON.parse(JSON.stringify(value));

describe('streams, against a model of arrays', () => {
  it('hold exactly what the writers with the right version wrote, in order, and so does the global order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 12 }), async (writes) => {
        const run = randomUUID();
        const model = new Map<string, unknown[]>();
        const log: unknown[] = [];
        for (const { stream, off, payloads } of writes) {
          const streamId = `${run}-${stream}`;
          const known = model.get(streamId) ?? [];
          const claimed = Math.max(0, known.length + off);
          const expected: ExpectedVersion = claimed === 0 ? 'new' : claimed;
          const events = payloads.map((data) => newEvent({ data, correlationId: run }));
          const appended = eventStore.append(db.pool, streamId, expected, events);
          if (claimed !== known.length) {
            await expect(appended).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
            continue;
          }
          const stored = payloads.map(asJson);
          expect(await appended).toBe(known.length + stored.length);
          model.set(streamId, [...known, ...stored]);
          log.push(...stored);
        }
        for (const [streamId, stored] of model) {
          const events = await eventStore.readStream(db.pool, streamId);
          expect(events.map((e) => e.data)).toEqual(stored);
          expect(events.map((e) => e.version)).toEqual(stored.map((_, i) => i + 1));
        }
        const mine = await waitFor('all events in the global order', async () => {
          const events = (await readInPages(db.pool, 50)).filter((e) => e.correlationId === run);
          return events.length === log.length && events;
        });
        expect(mine.map((e) => e.data)).toEqual(log);
      }),
      { numRuns: 40 },
    );
  });
});
