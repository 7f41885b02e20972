import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import type { OpenItemPageView, OpenItemTotalsView, ReturnDetailView, ReturnPageView } from '../src/index.js';
import { copyOf } from './support/copies.js';
import { envelopeOf } from './support/envelopes.js';
import { northfold } from './support/northfold.js';
import { example } from './support/plan.js';
import { startLedger, type LedgerUnderTest } from './support/service.js';
import { chaptersOf } from './support/settling.js';

/** An exchange that waits for its import, and two returns whose credit waits for the refund. */
describe('what the books have open', () => {
  let ledger: LedgerUnderTest;
  const exchange = chaptersOf(example);
  const inTwoSteps = (type: string) => type === 'CreditApplied' || type === 'ExchangeOrderImported';

  beforeAll(async () => {
    ledger = await startLedger();
    const credited = ['a', 'b'].flatMap((suffix) => copyOf(suffix).events.slice(0, 6));
    const start = exchange.filter(({ type }) => !inTwoSteps(type)).map((chapter) => envelopeOf(northfold, chapter));
    await ledger.publish([...credited, ...start]);
    await waitFor('every message to be handled', async () => {
      const { rows } = await ledger.database.pool.query('SELECT FROM messaging.inbox');
      return rows.length === credited.length + start.length;
    });
  });
  afterAll(() => ledger.stop());

  const items = async (query: string): Promise<OpenItemPageView> =>
    (await ledger.get<OpenItemPageView>(`/open-items${query}`)).body;
  const one = async (): Promise<ReturnDetailView> =>
    (await ledger.get<ReturnDetailView>(`/returns/${northfold.returnId}`)).body;

  it('names the amount, since when, and who has to do what', async () => {
    const { items: credits } = await items('?kind=credit-without-offset');
    expect(credits).toMatchObject([
      { returnId: 'northfold-88120045a', balance: { display: '-136.08 USD' }, owner: 'process' },
      { returnId: 'northfold-88120045b', balance: { display: '-136.08 USD' }, owner: 'process' },
      {
        returnId: northfold.returnId,
        orderName: '#20418',
        account: 'customer-receivable',
        balance: { amount: -9720, currency: 'USD' },
        reason: '97.20 USD of credit in AIMS360 that nothing has used up',
        waitingFor: [
          'the exchange order EXC-20418 to be imported into AIMS360',
          '97.20 USD of credit memo CM-5501 to be applied to the invoice of EXC-20418 in AIMS360',
        ],
        since: '2026-09-20T14:08:00.000Z',
        ageHours: expect.any(Number),
      },
    ]);
    for (const { waitingFor } of (await items('')).items) expect(waitingFor).not.toEqual([]);
  });

  it('is listed oldest first, page by page, and narrowed down', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: OpenItemPageView = await items(`?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ returnId, account }) => `${returnId} ${account}`));
      cursor = page.next;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
    expect((await items('?account=exchange-clearing')).items.map(({ kind }) => kind)).toEqual([
      'exchange-without-offset',
    ]);
    expect((await items('?merchant=oakandlinen')).items).toEqual([]);
    expect((await items('?before=2026-09-01')).items).toEqual([]);
    expect((await ledger.get('/open-items?kind=lost')).status).toBe(400);
    expect((await ledger.get('/open-items', null)).status).toBe(401);
  });

  it('adds up per account', async () => {
    const { body } = await ledger.get<OpenItemTotalsView>('/open-items/totals?merchant=northfold');
    expect(body.totals).toMatchObject([
      { account: 'customer-receivable', balance: { amount: -2 * 13608 - 9720 }, items: 3 },
      { account: 'exchange-clearing', balance: { amount: 9720 }, items: 1 },
    ]);
  });

  it('shows units, money, label, documents and replacement order of one return', async () => {
    expect(await one()).toMatchObject({
      units: { expected: 1, received: 1 },
      goods: {
        units: [{ unitId: 'u0', sku: 'NF', outcome: 'return', state: 'restocked', condition: 'good' }],
        unannounced: [],
      },
      exchangeOrders: [{ orderName: 'EXC-20418', native: false, state: 'ordered', total: { amount: 9720 } }],
      money: {
        promised: { total: { amount: 13608 }, exchangeCredit: { amount: 9720 }, refund: { amount: 3888 } },
        credited: { amount: 13608 },
        offset: { amount: 3888 },
        applied: { amount: 0 },
        refunded: { amount: 3888, display: '38.88 USD' },
        exchangeCredit: { amount: 9720 },
      },
      label: { url: null, trackingNumber: null },
      documents: expect.arrayContaining([
        { kind: 'credit memo', number: 'CM-5501', system: 'AIMS360', at: expect.any(String) },
      ]),
      states: { replacement: 'ordered' },
    });
  });

  it.each(['EXC-20418', 'exc-20418', 'E1'])('finds the return by its exchange order %s', async (number) => {
    const { body } = await ledger.get<ReturnPageView>(`/returns?q=${number}`);
    expect(body.items.map(({ returnId }) => returnId)).toEqual([northfold.returnId]);
  });

  it('is gone once the order is imported and the credit is applied', async () => {
    await ledger.publish(
      exchange.filter(({ type }) => inTwoSteps(type)).map((chapter) => envelopeOf(northfold, chapter)),
    );
    await waitFor('the exchange to be settled', async () => (await one()).status === 'settled');
    expect((await items('')).items.map(({ returnId }) => returnId)).toEqual([
      'northfold-88120045a',
      'northfold-88120045b',
    ]);
    expect((await one()).exchangeOrders).toMatchObject([{ state: 'imported', erpOrder: 'SO-9' }]);
  });
});
