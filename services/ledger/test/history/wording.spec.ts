import { describe, expect, it } from '@jest/globals';
import { historyOf } from '../../src/history/history.js';
import { identifiersOf, searchKey } from '../../src/history/identifiers.js';
import { northfold, northfoldEvents } from '../support/northfold.js';
import { oakandlinen, oakandlinenEvents } from '../support/oakandlinen.js';
import { run } from '../support/run.js';

const told = (returnId: string, events: typeof northfoldEvents): string[] =>
  historyOf(run(returnId, events).state).map(({ text }) => text);

describe('the history that a merchant reads', () => {
  it('tells a standard return through AIMS360', () => {
    expect(told(northfold.returnId, northfoldEvents)).toEqual([
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
  });

  it('tells a standard return through RLM', () => {
    expect(told(oakandlinen.returnId, oakandlinenEvents)).toEqual([
      'Return 88400012 submitted: 2 units of order EC-10442, refund of 108.00 USD',
      'RA 700123 created in RLM (job LoopImportReturnAuthorizations)',
      'RA 700123 announced to the warehouse (its number: ro_51)',
      '2 units received in good condition at WEST1',
      'Cleared for processing: the receipt matches authorisation 700123 (job LoopExportReturnReceipts)',
      'Refund of 80.00 USD recorded in Shopify, 28.00 USD still pending',
      'Return processed in Loop: refund of 108.00 USD',
      'Pending 28.00 USD of the refund paid by Shopify',
      '1 unit of TS100-BLK-M back in stock at WEST1; 1 unit of TS100-BLK-L back in stock at WEST1',
      'Credit invoice 9001 of 108.00 USD issued in RLM (job ShopifyImportRefunds)',
      'Refund of 108.00 USD imported into RLM (job ShopifyImportRefunds)',
      'Stock exported from RLM: TS100-BLK-M 13, TS100-BLK-L 4 (job ShopifyExportInventory)',
      'Sellable stock of TS100-BLK-M set to 13 in Shopify',
      'Sellable stock of TS100-BLK-L set to 4 in Shopify',
      'Settled: every account 0.00',
    ]);
  });

  it('says when it happened, when it was learned, who said so and what caused it', () => {
    const [first] = historyOf(run(northfold.returnId, northfoldEvents).state);
    expect(first).toMatchObject({
      happenedAt: '2026-09-14T16:02:11.000Z',
      learnedAt: '2026-09-14T16:02:41.000Z',
      system: 'Loop',
      service: 'loop-gateway',
      eventId: northfoldEvents[0]?.id,
      causeEventId: northfoldEvents[0]?.causationId,
    });
  });
});

describe('the numbers to search by', () => {
  it('are those of every document on the way', () => {
    const { state } = run(northfold.returnId, northfoldEvents);
    expect(identifiersOf(state, northfold).map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'return id northfold-88120045',
      'order id 5511223344556',
      'order #20418',
      'return 88120045',
      'RMA 30115',
      'tracking number 9400100000000000000001',
      'receipt 30115-1',
      'authorisation 30115',
      'credit memo CM-5501',
      'credit CM-5501',
      'refund 929361',
      'AR debit DA-771',
      'AR reference LOOP-88120045-R',
    ]);
  });

  it('are found without the # and in any case', () => {
    expect([searchKey(' #20418 '), searchKey('cm-5501'), searchKey('9400 1000')]).toEqual([
      '20418',
      'cm-5501',
      '94001000',
    ]);
  });
});
