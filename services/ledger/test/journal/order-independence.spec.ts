import { describe, expect, it } from '@jest/globals';
import type { AnyEnvelope } from '@backhaul/contracts';
import fc from 'fast-check';
import { digest } from '../support/digest.js';
import { envelopeOf, type Chapter, type Setting } from '../support/envelopes.js';
import { initiated, northfold, northfoldEvents, usd } from '../support/northfold.js';
import { oakandlinen, oakandlinenEvents } from '../support/oakandlinen.js';
import { anyPlan, example } from '../support/plan.js';
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

/** What may happen on the way: edits, removals, cancellations, amounts that are told anew. */
const mishaps: readonly Chapter[] = [
  ...[2, 3].map((revision): Chapter => {
    const { initiatedAt: at, learnedVia: _, ...snapshot } = initiated;
    const units = snapshot.units.map((unit) => ({ ...unit, unitId: `u${revision}` }));
    return {
      from: 'loop-gateway',
      type: 'ReturnRevised',
      at,
      data: { ...snapshot, units, outcome: 'exchange', revision, revisedAt: at },
    };
  }),
  {
    from: 'loop-gateway',
    type: 'ReturnUnitsRemoved',
    at: '2026-09-18T08:00:00.000Z',
    data: { returnId: northfold.returnId, unitIds: ['u3'], removedAt: '2026-09-18T08:00:00.000Z' },
  },
  {
    from: 'aims360-adapter',
    type: 'AuthorizationCancelled',
    at: '2026-09-18T09:00:00.000Z',
    data: {
      returnId: northfold.returnId,
      documentNumber: '30115',
      cancelledAt: '2026-09-18T09:00:00.000Z',
      reason: 'edited in Loop',
      system: 'AIMS360',
    },
  },
  ...chaptersOf(example).flatMap(toldAnew),
];

/** The earlier contents of what is told again whenever it changes. */
function toldAnew(chapter: Chapter): Chapter[] {
  if (chapter.type === 'CreditApplied')
    return [{ ...chapter, at: '2026-09-20T14:00:00.000Z', data: { ...chapter.data, applied: usd(5000) } }];
  if (chapter.type === 'ReturnProcessed')
    return [{ ...chapter, data: { ...chapter.data, partial: true, exchangeCredit: usd(0), exchangeOrders: [] } }];
  if (chapter.type === 'ExchangeOrderCreated')
    return [{ ...chapter, at: '2026-09-20T14:00:00.000Z', data: { ...chapter.data, total: usd(9000) } }];
  return [];
}

describe('a return that is edited, told anew and voided on the way', () => {
  const events = [...chaptersOf(example), ...mishaps].map((chapter) => envelopeOf(northfold, chapter));

  it('ends in the same books, history and status whatever comes first, and disputes nothing', () => {
    const straight = run(northfold.returnId, events);
    fc.assert(
      fc.property(anyOrder(events), (shuffled) => {
        const other = run(northfold.returnId, shuffled);
        expect(digest(northfold, other.state)).toEqual(digest(northfold, straight.state));
        expect(other.events.filter(({ type }) => type === 'TaskOpened')).toEqual([]);
      }),
      { numRuns: 60 },
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
