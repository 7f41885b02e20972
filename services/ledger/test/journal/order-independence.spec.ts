import { describe, expect, it } from '@jest/globals';
import type { AnyEnvelope } from '@backhaul/contracts';
import fc from 'fast-check';
import { digest } from '../support/digest.js';
import { envelopeOf, type Setting } from '../support/envelopes.js';
import { northfold, northfoldEvents } from '../support/northfold.js';
import { oakandlinen, oakandlinenEvents } from '../support/oakandlinen.js';
import { anyPlan } from '../support/plan.js';
import { run } from '../support/run.js';
import { chaptersOf } from '../support/settling.js';

/** The events in any order, some of them several times, each at least once. */
const anyOrder = (events: readonly AnyEnvelope[]) =>
  fc
    .tuple(fc.array(fc.constantFrom(...events), { maxLength: 12 }), fc.constant(events))
    .chain(([again, all]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));

/** Any part of the events, in any order. */
const anyPart = (events: readonly AnyEnvelope[]) => fc.shuffledSubarray([...events]);

const routes: readonly [string, Setting, readonly AnyEnvelope[]][] = [
  ['AIMS360', northfold, northfoldEvents],
  ['RLM', oakandlinen, oakandlinenEvents],
];

describe('a return with exchange, store credit, fees and several refunds', () => {
  it('ends in the same books, history and status whatever comes first and however often it comes', () => {
    const told = anyPlan.chain((plan) => {
      const events = chaptersOf(plan).map((chapter) => envelopeOf(northfold, chapter));
      return fc.tuple(fc.constant(events), anyOrder(events));
    });
    fc.assert(
      fc.property(told, ([events, shuffled]) => {
        const [straight, other] = [run(northfold.returnId, events), run(northfold.returnId, shuffled)];
        expect(digest(northfold, other.state)).toEqual(digest(northfold, straight.state));
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(routes)('a standard return through %s', (_, setting, events) => {
  const straight = run(setting.returnId, events);

  it('ends in the same books, history and status whatever comes first and however often it comes', () => {
    fc.assert(
      fc.property(anyOrder(events), (shuffled) => {
        expect(digest(setting, run(setting.returnId, shuffled).state)).toEqual(digest(setting, straight.state));
      }),
      { numRuns: 100 },
    );
  });

  it('publishes the same events, each once', () => {
    const published = (all: typeof straight.events) =>
      all
        .map((event) => JSON.stringify(event))
        .filter((text) => !text.includes('FactRecorded'))
        .sort();
    fc.assert(
      fc.property(anyOrder(events), (shuffled) => {
        expect(published(run(setting.returnId, shuffled).events)).toEqual(published(straight.events));
      }),
    );
  });

  it('knows the same from any part of it, whatever came first', () => {
    fc.assert(
      fc.property(anyPart(events), (part) => {
        const known = events.filter((event) => part.includes(event));
        expect(digest(setting, run(setting.returnId, part).state)).toEqual(
          digest(setting, run(setting.returnId, known).state),
        );
      }),
      { numRuns: 100 },
    );
  });
});
