import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeEnvelope, definitionOf, eventTypes, type WireMessage } from '../src/index.js';

// Messages as they were once published. They lie in topics and event stores, so they are read for good:
// when one of these no longer decodes, mend the schema (a new required member is the usual cause), not the fixture.
const folder = new URL('./fixtures/', import.meta.url);
const fixtures = readdirSync(folder);

function read(name: string): WireMessage {
  const fixture = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as WireMessage & { value: unknown };
  return { ...fixture, value: JSON.stringify(fixture.value) };
}

/** What an event of an earlier version means today. */
const expected: Record<string, unknown> = {
  'RefundMoneySettled.v1.json': { ...valueOf('RefundMoneySettled.v1.json'), transactionId: null },
  'RefundMoneyFailed.v1.json': { ...valueOf('RefundMoneyFailed.v1.json'), transactionId: null },
};

function valueOf(name: string): object {
  return JSON.parse(read(name).value ?? '') as object;
}

describe('every event ever published', () => {
  it.each(fixtures)('%s still decodes to the version of today, and nothing in it is lost', (name) => {
    const message = read(name);
    const event = decodeEnvelope(message);
    const published = Number(/\.v(\d+)\./.exec(name)?.[1]);
    const { version, schema } = definitionOf(event.type);
    expect(event.schemaVersion).toBe(version);
    expect(schema.parse(event.data)).toEqual(event.data);
    if (published === version) expect(event.data).toEqual(JSON.parse(message.value ?? ''));
    else expect(event.data).toEqual(expected[name]);
  });

  it('has a fixture for each of its versions', () => {
    const expected = eventTypes.flatMap((type) =>
      Array.from({ length: definitionOf(type).version }, (_, index) => `${type}.v${index + 1}.json`),
    );
    expect(fixtures.filter((name) => name.endsWith('.json')).sort()).toEqual(expected.sort());
  });
});
