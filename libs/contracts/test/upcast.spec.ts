import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { definitionOf, eventTypes, upcast, upToDate, type AnyEnvelope } from '../src/index.js';
import { eventSchema } from '../src/generate/event-schema.js';
import { defineEvent, schemasOf } from '../src/schema/define-event.js';
import { arbitraryOf } from './arbitrary-of.js';
import { sampleEnvelope } from './samples.js';

/** Every step of every published event, with the schemas on both its sides. */
const steps = eventTypes.map(definitionOf).flatMap((definition) =>
  (definition.earlier ?? []).map(({ upcast: step }, index) => {
    const [from, to] = schemasOf(definition).slice(index, index + 2);
    if (from === undefined || to === undefined) throw new Error(`${definition.type} lacks a schema`);
    return { definition, name: `${definition.type} ${index + 1} to ${index + 2}`, version: index + 1, step, from, to };
  }),
);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('the step from one version to the next', () => {
  it.each(steps)('$name is pure and yields what the next version allows', ({ definition, version, step, from, to }) => {
    const anyData = arbitraryOf(eventSchema({ ...definition, version, schema: from }));
    fc.assert(
      fc.property(anyData, (data) => {
        const before = frozen(from.parse(data)) as never;
        const after = step(before);
        expect(step(before)).toEqual(after);
        expect(to.parse(after)).toEqual(after);
      }),
    );
  });

  it('is there for at least one event, so that this is proven by something', () => {
    expect(steps.map(({ name }) => name)).toContain('RefundMoneySettled 1 to 2');
  });
});

describe('data of any version', () => {
  const renamed = (data: { n: number }) => ({ count: data.n });
  const doubled = (data: { count: number }) => ({ count: data.count * 2 });
  const read = (version: number, data: unknown) => upcast('Counted', [renamed, doubled], version, data);

  it('goes through every step that it lacks, in their order, and through no other', () => {
    expect([read(1, { n: 4 }), read(2, { count: 4 }), read(3, { count: 4 })]).toEqual([
      { count: 8 },
      { count: 8 },
      { count: 4 },
    ]);
  });

  it.each([
    [4, 'newer than version 3', 'Update this service first'],
    [0, 'has never existed', ''],
  ])('of version %d is refused with what to do', (version, why, remedy) => {
    expect(() => read(version, {})).toThrow(
      expect.objectContaining({ code: 'EVENT_VERSION_UNKNOWN', retryable: false }),
    );
    expect(() => read(version, {})).toThrow(why);
    expect(() => read(version, {})).toThrow(remedy);
  });
});

describe('an envelope that was kept', () => {
  it('is brought to the version of today', () => {
    const today = sampleEnvelope('RefundMoneySettled');
    const { transactionId: _, ...data } = today.data as { transactionId: string | null };
    const kept = { ...today, schemaVersion: 1, data } as AnyEnvelope;
    expect(upToDate(kept)).toEqual({ ...today, data: { ...data, transactionId: null } });
    expect(upToDate(today)).toEqual(today);
  });
});

describe('a definition', () => {
  it('cannot be raised without a way from each version before', () => {
    expect(() => defineEvent({ ...definitionOf('ReturnFlagged'), version: 2 })).toThrow(
      'ReturnFlagged is at version 2: it needs schema and upcaster of 1 earlier versions',
    );
  });
});
