import { describe, expect, it } from '@jest/globals';
import type { AnyEnvelope } from '@backhaul/contracts';
import { envelopeOf } from '../support/envelopes.js';
import { creditMemo, northfold, northfoldEvents, usd } from '../support/northfold.js';
import { run } from '../support/run.js';

const other: AnyEnvelope = envelopeOf(northfold, {
  from: 'aims360-adapter',
  type: 'CreditIssued',
  at: creditMemo.issuedAt,
  data: { ...creditMemo, merchandise: usd(13000), total: usd(14008) },
});

describe('a document that comes back with another content', () => {
  const { state, events } = run(northfold.returnId, [other, ...northfoldEvents, other, ...northfoldEvents]);

  it('is not posted a second time', () => {
    expect([...state.posted].filter((id) => id.startsWith('credit:CM-5501'))).toHaveLength(1);
  });

  it('keeps the return from being settled', () => {
    expect(state.kind).toBe('open');
    expect(run(northfold.returnId, [...northfoldEvents.slice(0, -1), other, ...northfoldEvents]).state.kind).toBe(
      'open',
    );
  });

  it('is one task for finance, with both contents', () => {
    const tasks = events.flatMap((event) => (event.type === 'TaskOpened' ? [event.data] : []));
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({
      kind: 'books-changed',
      role: 'finance',
      returnId: northfold.returnId,
      values: {
        document: 'CM-5501',
        posted: 'sales returns 130.00 USD, tax 10.08 USD, customer receivable -140.08 USD',
        reported: 'sales returns 126.00 USD, tax 10.08 USD, customer receivable -136.08 USD',
      },
    });
  });
});
