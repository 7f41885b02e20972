import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnyEnvelope } from '@backhaul/contracts';
import { waitFor } from '@backhaul/testkit';
import type { ReturnDetailView, ReturnJournalView } from '../src/index.js';
import { oakandlinen, oakandlinenEvents } from './support/oakandlinen.js';
import { startLedger, type LedgerUnderTest } from './support/service.js';

/** The same fact as a release told it that did not name payments yet. */
function asVersion1(event: AnyEnvelope): AnyEnvelope {
  if (event.type !== 'RefundMoneySettled') return event;
  const { transactionId: _, ...data } = event.data;
  return { ...event, schemaVersion: 1, data } as unknown as AnyEnvelope;
}

describe('a message that an older release published', () => {
  let ledger: LedgerUnderTest;
  beforeAll(async () => {
    ledger = await startLedger();
  });
  afterAll(() => ledger.stop());

  it('is booked by the ledger of today, once, also when it is told again', async () => {
    const { returnId } = oakandlinen;
    const older = oakandlinenEvents.map(asVersion1);
    const again = older
      .filter(({ type }) => type === 'RefundMoneySettled')
      .map((event) => ({ ...event, id: '0b9e7c1e-3a52-4e1c-9a53-6c2d7a1f0e99' }));
    expect(again).toHaveLength(1);
    await ledger.publish([...older, ...again]);
    await waitFor('the return to be settled', async () => {
      const { body } = await ledger.get<ReturnDetailView>(`/returns/${returnId}`);
      return body.status === 'settled';
    });
    await waitFor('every message to be through', async () => {
      const { rows } = await ledger.database.pool.query('SELECT FROM messaging.inbox');
      return rows.length === older.length + again.length;
    });
    const { body } = await ledger.get<ReturnJournalView>(`/returns/${returnId}/journal`);
    const parts = body.entries.filter(({ description }) => description.startsWith('Pending part'));
    expect(parts).toHaveLength(1);
  });
});
