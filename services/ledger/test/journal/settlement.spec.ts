import { describe, expect, it } from '@jest/globals';
import type { AnyEnvelope, EventType } from '@backhaul/contracts';
import fc from 'fast-check';
import { openBalances } from '../../src/journal/books/balances.js';
import { entriesOf } from '../../src/journal/books/entries.js';
import { expectedTypes } from '../../src/journal/route.js';
import { isSettled } from '../../src/journal/settlement.js';
import { envelopeOf, type Chapter, type Setting } from '../support/envelopes.js';
import { northfold, northfoldEvents, northfoldStory, refund, usd } from '../support/northfold.js';
import { oakandlinen, oakandlinenEvents } from '../support/oakandlinen.js';
import { run } from '../support/run.js';

const routes: readonly [string, Setting, readonly AnyEnvelope[]][] = [
  ['AIMS360', northfold, northfoldEvents],
  ['RLM', oakandlinen, oakandlinenEvents],
];

const eventsOf = (change: (chapter: Chapter) => Chapter): AnyEnvelope[] =>
  northfoldStory.map((chapter) => envelopeOf(northfold, change(chapter)));

describe('a return is settled', () => {
  it('with the last document, and says what was paid out and which documents settle it', () => {
    const { events } = run(northfold.returnId, northfoldEvents);
    expect(events.at(-1)).toEqual({
      type: 'ReturnSettled',
      occurredAt: new Date('2026-09-20T14:07:00.000Z'),
      data: {
        returnId: northfold.returnId,
        settledAt: '2026-09-20T14:07:00.000Z',
        paidOut: usd(13608),
        documents: ['30115', 'CM-5501', '929361', 'DA-771'],
      },
    });
  });

  it.each(routes)(
    'exactly when all that %s asks for was seen and every clearing account is zero',
    (_, setting, all) => {
      fc.assert(
        fc.property(fc.shuffledSubarray([...all]), (part) => {
          const { state } = run(setting.returnId, part);
          const seen = new Set<string>([...state.facts.values()].map(({ type }) => type));
          const levels = part.filter(({ type }) => type === 'InventoryLevelSet').length;
          const complete =
            [
              'ReturnInitiated',
              'ReturnAuthorized',
              'ReturnProcessed',
              'RefundRecorded',
              ...expectedTypes(state.facts),
            ].every((type) => seen.has(type)) &&
            levels === all.filter(({ type }) => type === 'InventoryLevelSet').length;
          const even = openBalances(entriesOf(state.facts)).length === 0;
          expect(state.kind === 'settled').toBe(complete && even);
          expect(isSettled(state.facts)).toBe(complete && even);
        }),
      );
    },
  );

  it.each(['ReturnInitiated', 'RefundRecorded', 'CreditOffsetPosted', 'ReceiptRecorded'] as EventType[])(
    'not without %s',
    (type) => {
      const { state } = run(
        northfold.returnId,
        northfoldEvents.filter((event) => event.type !== type),
      );
      expect(state.kind).toBe('open');
    },
  );

  it('not while the shop has named no refund for a return that promised one', () => {
    const events = eventsOf((chapter) =>
      chapter.type === 'ReturnProcessed' ? { ...chapter, data: { ...chapter.data, refundIds: [] } } : chapter,
    );
    expect(run(northfold.returnId, events).state.kind).toBe('open');
  });

  it('not while the debit differs by a cent', () => {
    const events = eventsOf((chapter) =>
      chapter.type === 'CreditOffsetPosted' ? { ...chapter, data: { ...chapter.data, amount: usd(13607) } } : chapter,
    );
    expect(run(northfold.returnId, events).state.kind).toBe('open');
  });

  it('once, and a later parcel scan changes nothing', () => {
    const late = envelopeOf(northfold, {
      from: 'loop-gateway',
      type: 'ParcelProgressed',
      at: '2026-09-21T08:00:00.000Z',
      data: {
        returnId: northfold.returnId,
        status: 'delivered',
        carrier: 'USPS',
        trackingNumber: null,
        labelUrl: null,
        progressedAt: '2026-09-21T08:00:00.000Z',
      },
    });
    const { state, events } = run(northfold.returnId, [...northfoldEvents, late]);
    expect(state).toMatchObject({ kind: 'settled', settledAt: '2026-09-20T14:07:00.000Z' });
    expect(events.filter(({ type }) => type === 'ReturnSettled')).toHaveLength(1);
  });
});

describe('a refund of the same order', () => {
  it('that the processed return does not name stays out of the books', () => {
    const other = envelopeOf(northfold, {
      from: 'shopify-gateway',
      type: 'RefundRecorded',
      at: '2026-09-18T08:00:00.000Z',
      data: { ...refund, refundId: '111', moneyRefunded: usd(999) },
    });
    const { state } = run(northfold.returnId, [other, ...northfoldEvents]);
    expect(state.kind).toBe('settled');
  });
});
