import { describe, expect, it } from '@jest/globals';
import { contentHash } from '../../src/journal/content-hash.js';
import { oakandlinen, oakandlinenEvents } from '../support/oakandlinen.js';
import { run } from '../support/run.js';

describe('a part of a refund that was told before payments were named', () => {
  it('keeps the entry under which it was booked then, so that it is never booked twice', () => {
    const unnamed = oakandlinenEvents.map((event) =>
      event.type === 'RefundMoneySettled' ? { ...event, data: { ...event.data, transactionId: null } } : event,
    );
    const [told] = unnamed.flatMap((event) => (event.type === 'RefundMoneySettled' ? [event.data] : []));
    const { transactionId: _, ...asItWasTold } = told ?? {};
    const { state } = run(oakandlinen.returnId, unnamed);
    const [part, ...more] = [...state.posted].filter((id) => id.startsWith('refund-part:'));
    expect(more).toEqual([]);
    expect(part).toContain(`refund-part:700001:${contentHash(asItWasTold)}:`);
  });

  it('is told apart by its payment from an equal part once payments are named', () => {
    const { state } = run(oakandlinen.returnId, oakandlinenEvents);
    expect([...state.posted].filter((id) => id.startsWith('refund-part:700001:5001:'))).toHaveLength(1);
  });
});
