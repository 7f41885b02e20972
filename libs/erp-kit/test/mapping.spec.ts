import { specFor } from '@backhaul/testkit';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mapping, type MappingCommand, type MappingEvent } from '../src/mapping/decide.js';
import { normalised, valuesIn, type MappingState, type MappingValue } from '../src/mapping/state.js';

const at = new Date('2026-03-02T15:00:00Z');
const asked = { by: 'dana', reason: 'Agreed with the store.', at };
const set = (...entries: { key: string; value: string }[]) => ({ kind: 'SetMappings', entries, ...asked }) as const;
const remove = (key: string) => ({ kind: 'RemoveMapping', key, ...asked }) as const;
const wasSet = (key: string, value: string): MappingEvent => ({
  type: 'MappingSet',
  data: { key, value, by: asked.by, reason: asked.reason },
  occurredAt: at,
});
const wasRemoved = (key: string): MappingEvent => ({
  type: 'MappingRemoved',
  data: { key, by: asked.by, reason: asked.reason },
  occurredAt: at,
});

describe('a mapping table of a merchant', () => {
  it('takes an entry with who set it and why', () => {
    specFor(mapping)
      .given([])
      .when(set({ key: ' Too small ', value: 'SIZE' }))
      .then([wasSet('Too small', 'SIZE')]);
  });

  it('says nothing new when nothing changes, in whatever capitals', () => {
    specFor(mapping)
      .given([wasSet('Too small', 'SIZE')])
      .when(set({ key: 'TOO SMALL', value: 'SIZE' }, { key: 'Color', value: 'COLOR' }))
      .then([wasSet('Color', 'COLOR')]);
  });

  it('removes what is there, once', () => {
    specFor(mapping)
      .given([wasSet('Too small', 'SIZE')])
      .when(remove('too small'))
      .then([wasRemoved('too small')]);
    specFor(mapping)
      .given([wasSet('a', 'A'), wasRemoved('a')])
      .when(remove('a'))
      .then([]);
    specFor(mapping).given([]).when(remove('never set')).then([]);
  });

  it('holds what was set last, after any commands', () => {
    const key = fc.constantFrom('a', 'A ', 'b', 'c');
    const command: fc.Arbitrary<MappingCommand> = fc.oneof(
      fc.tuple(key, fc.constantFrom('1', '2')).map(([key, value]) => set({ key, value })),
      key.map(remove),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const expected = new Map<string, MappingValue>();
        let state: MappingState = mapping.initial;
        for (const one of commands) {
          if (one.kind === 'RemoveMapping') expected.delete(normalised(one.key));
          else for (const { key, value } of one.entries) expected.set(normalised(key), value);
          state = mapping.decide(one, state).events.reduce(mapping.evolve, state);
        }
        expect(valuesIn(state)).toEqual(expected);
      }),
    );
  });

  it('of ten thousand items is read in no time', () => {
    const events = Array.from({ length: 10_000 }, (_, index) => wasSet(`SKU-${index}`, String(index)));
    const before = performance.now();
    expect(valuesIn(events.reduce(mapping.evolve, mapping.initial)).size).toBe(10_000);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
