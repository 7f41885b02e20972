import { compareDocuments, isBeforeGoLive, type ComparedDocument } from '@backhaul/erp-kit';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

const document: fc.Arbitrary<ComparedDocument> = fc.record({
  kind: fc.constantFrom('rma', 'debit'),
  match: fc.constantFrom('1', '2', '3'),
  number: fc.constant(null),
  fields: fc.record({ cents: fc.integer({ min: 0, max: 1 }) }),
});

describe('two makers of documents', () => {
  it('are compared without losing or inventing one', () => {
    fc.assert(
      fc.property(fc.array(document), fc.array(document), (ours, theirs) => {
        const all = compareDocuments(ours, theirs);
        const of = (...results: string[]) => all.filter(({ result }) => results.includes(result)).length;
        expect(of('same', 'differs', 'only-ours')).toBe(ours.length);
        expect(of('same', 'differs', 'only-theirs')).toBe(theirs.length);
      }),
    );
  });

  it('that made the same are the same', () => {
    fc.assert(
      fc.property(fc.array(document), (documents) => {
        expect(compareDocuments(documents, documents).every(({ result }) => result === 'same')).toBe(true);
      }),
    );
  });

  it('are told apart field by field, a missing one too', () => {
    const rma = (fields: ComparedDocument['fields']) => ({ kind: 'rma', match: '1', number: null, fields });
    expect(compareDocuments([rma({ a: 1, b: ['x'], c: null })], [rma({ a: 1, b: ['y'] })])).toMatchObject([
      { result: 'differs', differences: [{ field: 'b', ours: ['x'], theirs: ['y'] }] },
    ]);
  });
});

describe('a return from before the cut-over', () => {
  it('is one that was initiated before the instant, and not at it', () => {
    const store = { mode: 'live' as const, goLiveAt: new Date('2026-03-01T05:00:00Z') };
    expect(isBeforeGoLive(store, new Date('2026-03-01T04:59:59.999Z'))).toBe(true);
    expect(isBeforeGoLive(store, new Date('2026-03-01T05:00:00Z'))).toBe(false);
    expect(isBeforeGoLive({ mode: 'live' }, new Date(0))).toBe(false);
  });
});
