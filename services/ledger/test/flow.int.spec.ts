import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeEnvelope, topicOf, type AnyEnvelope } from '@backhaul/contracts';
import { eventStore } from '@backhaul/event-store';
import { waitFor } from '@backhaul/testkit';
import type { ReturnDetailView, ReturnHistoryView, ReturnJournalView, TaskPageView } from '../src/index.js';
import { copyOf } from './support/copies.js';
import { envelopeOf } from './support/envelopes.js';
import { creditMemo, northfold, northfoldEvents, northfoldStory, usd } from './support/northfold.js';
import { oakandlinen, oakandlinenEvents } from './support/oakandlinen.js';
import { startLedger, type LedgerUnderTest } from './support/service.js';

/** A standard return of each ERP, over the real bus into the real consumers, read over HTTP. */
describe('a standard return in the ledger', () => {
  let ledger: LedgerUnderTest;
  const published: AnyEnvelope[] = [];

  beforeAll(async () => {
    ledger = await startLedger();
    await ledger.bus.subscribe({
      group: 'listener',
      topics: [topicOf('ledger')],
      onBatch: async (batch) => {
        for (const message of batch.messages) {
          published.push(decodeEnvelope(message));
          batch.finished(message);
        }
      },
    });
    // Newest first and everything twice: what a rebalanced, redelivered bus can do at worst.
    await ledger.publish([...northfoldEvents].reverse());
    await ledger.publish([...oakandlinenEvents, ...northfoldEvents, ...oakandlinenEvents]);
    await Promise.all([northfold, oakandlinen].map(({ returnId }) => settled(returnId)));
  });

  afterAll(() => ledger.stop());

  const settled = (returnId: string) =>
    waitFor(`${returnId} to be settled`, async () => {
      const { body } = await ledger.get<ReturnDetailView>(`/returns/${returnId}`);
      return body.status === 'settled';
    });

  it('is settled, with what was paid out and nothing to wait for', async () => {
    const { body } = await ledger.get<ReturnDetailView>(`/returns/${northfold.returnId}`);
    expect(body).toMatchObject({
      returnId: 'northfold-88120045',
      externalReturnId: '88120045',
      orderName: '#20418',
      outcome: 'refund',
      status: 'settled',
      waitingFor: [],
      units: { expected: 1, received: 1 },
      promised: { amount: 13608, currency: 'USD', display: '136.08 USD' },
      paidOut: { amount: 13608, currency: 'USD', display: '136.08 USD' },
      openedAt: '2026-09-14T16:02:11.000Z',
      settledAt: '2026-09-20T14:07:00.000Z',
      tasks: [],
      states: {
        request: 'processed',
        parcel: 'in-transit',
        units: 'received',
        document: 'cleared',
        settlement: 'settled',
        replacement: 'none',
      },
    });
  });

  it('has its history in the words of the business, each line with its source and its cause', async () => {
    const { body } = await ledger.get<ReturnHistoryView>(`/returns/${northfold.returnId}/history`);
    expect(body.entries.map(({ text }) => text)).toEqual([
      'Return 88120045 submitted: 1 unit of order #20418, refund of 136.08 USD',
      'RMA 30115 created in AIMS360',
      'Parcel in transit (USPS)',
      '1 unit received in good condition at RETURNS3PL',
      '1 unit of NF-JKT-M back in stock at RETURNS3PL',
      'Credit memo CM-5501 of 136.08 USD issued in AIMS360',
      'Cleared for processing: credit CM-5501 is issued',
      'Refund of 136.08 USD recorded in Shopify',
      'Return processed in Loop: refund of 136.08 USD',
      'AR debit LOOP-88120045-R of 136.08 USD posted against credit memo CM-5501',
      'Settled: every account 0.00',
    ]);
    expect(body.entries[1]).toEqual({
      happenedAt: '2026-09-14T16:02:40.000Z',
      learnedAt: '2026-09-14T16:03:10.000Z',
      system: 'AIMS360',
      service: 'aims360-adapter',
      type: 'ReturnAuthorized',
      text: 'RMA 30115 created in AIMS360',
      documents: [{ kind: 'RMA', number: '30115' }],
      eventId: northfoldEvents[1]?.id,
      causeEventId: northfoldEvents[1]?.causationId,
    });
  });

  it('has books in which every entry balances and every clearing account is back at zero', async () => {
    const { body } = await ledger.get<ReturnJournalView>(`/returns/${oakandlinen.returnId}/journal`);
    expect(body.cleared).toBe(true);
    expect(
      body.balances.map((one) => `${one.account} ${one.balance.display}${one.clearing ? ' clearing' : ''}`),
    ).toEqual([
      'customer-receivable 0.00 USD clearing',
      'refund-clearing 0.00 USD clearing',
      'sales-returns 100.00 USD',
      'tax 8.00 USD',
      'paid-out -108.00 USD',
    ]);
    expect(body.entries.map(({ description }) => description)).toEqual([
      'Refund 700001 paid to the shopper',
      'Pending part of refund 700001 paid to the shopper',
      'Credit invoice 9001',
      'Refund 700001 applied in RLM',
    ]);
    for (const { lines } of body.entries) {
      const total = lines.reduce((sum, line) => sum + (line.side === 'debit' ? 1 : -1) * line.amount.amount, 0);
      expect(total).toBe(0);
    }
  });

  it('is announced on the bus: each entry once, and the settlement once', async () => {
    const events = await waitFor('the settlements on the bus', () => {
      const settlements = published.filter(({ type }) => type === 'ReturnSettled');
      return settlements.length === 2 && published;
    });
    const ofNorthfold = events.filter(({ subject }) => subject === northfold.returnId);
    expect(ofNorthfold.map(({ type }) => type).sort()).toEqual([
      'JournalEntryPosted',
      'JournalEntryPosted',
      'JournalEntryPosted',
      'ReturnSettled',
    ]);
    expect(ofNorthfold.find(({ type }) => type === 'ReturnSettled')).toMatchObject({
      partitionKey: 'northfold/5511223344556',
      time: '2026-09-20T14:07:00.000Z',
      data: { paidOut: { amount: 13608, currency: 'USD' }, documents: ['30115', 'CM-5501', '929361', 'DA-771'] },
    });
  });

  it('keeps nothing of the shopper', async () => {
    const stored = await eventStore.readStream(ledger.database.pool, `journal-${northfold.returnId}`);
    expect(stored.length).toBeGreaterThan(northfoldEvents.length);
    expect(JSON.stringify(stored)).not.toContain('Ida Berg');
  });

  it('is for finance when a document comes back with other amounts after the settlement', async () => {
    const data = { ...creditMemo, merchandise: usd(13000), total: usd(14008) };
    const other = envelopeOf(northfold, { from: 'aims360-adapter', type: 'CreditIssued', at: data.issuedAt, data });
    await ledger.publish([other, other]);
    const { body: tasks } = await waitFor('the task', async () => {
      const answer = await ledger.get<TaskPageView>('/tasks');
      return answer.body.items.length > 0 && answer;
    });
    expect(tasks.items).toMatchObject([
      { kind: 'books-changed', role: 'finance', service: 'ledger', returnId: northfold.returnId },
    ]);
    const { body: detail } = await ledger.get<ReturnDetailView>(`/returns/${northfold.returnId}`);
    expect(detail).toMatchObject({ status: 'processed', settledAt: null });
    expect(detail.waitingFor[0]).toBe('a person: Credit memo CM-5501 is in the books with other amounts');
    const { body: books } = await ledger.get<ReturnJournalView>(`/returns/${northfold.returnId}/journal`);
    expect(books.entries).toHaveLength(3);
  });

  it('leaves a merchant alone that is not configured', async () => {
    const stranger = { merchantId: 'stranger', returnId: 'stranger-1', orderId: '77' };
    const [first] = northfoldStory;
    if (first === undefined) throw new Error('the story is empty');
    const last = copyOf('z');
    await ledger.publish([envelopeOf(stranger, first), ...last.events.slice(0, 1)]);
    await waitFor(
      'what came after it',
      async () => (await ledger.get(`/returns/${last.setting.returnId}`)).status === 200,
    );
    expect((await ledger.get('/returns/stranger-1')).status).toBe(404);
    expect((await ledger.get<{ items: unknown[] }>('/returns?merchant=stranger')).body.items).toEqual([]);
  });
});
