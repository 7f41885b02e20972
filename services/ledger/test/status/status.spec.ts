import { describe, expect, it } from '@jest/globals';
import { statesOf, statusOf } from '../../src/status/status.js';
import { waitingFor } from '../../src/status/waiting-for.js';
import { northfold, northfoldEvents } from '../support/northfold.js';
import { oakandlinen, oakandlinenEvents } from '../support/oakandlinen.js';
import { run } from '../support/run.js';

type Story = { returnId: string; events: typeof northfoldEvents };

/** Status and what is waited for after each event of a story. */
const course = ({ returnId, events }: Story): [string, string, string][] =>
  events.map((event, index) => {
    const { facts } = run(returnId, events.slice(0, index + 1)).state;
    return [event.type, statusOf(statesOf(facts)), waitingFor(facts).join(' + ')];
  });

describe('status and what is waited for', () => {
  it('follow a return through AIMS360', () => {
    expect(course({ returnId: northfold.returnId, events: northfoldEvents })).toEqual([
      ['ReturnInitiated', 'initiated', 'the ERP to authorise the return'],
      ['ReturnAuthorized', 'authorised', 'the warehouse to receive 1 unit'],
      ['ParcelProgressed', 'in-transit', 'the warehouse to receive 1 unit'],
      ['ReceiptRecorded', 'received', 'the restock in AIMS360 + Credit › Confirm in AIMS360'],
      ['InventoryRestocked', 'received', 'Credit › Confirm in AIMS360'],
      ['CreditIssued', 'credited', 'AIMS360 to clear the return'],
      ['ReturnCleared', 'cleared', 'Loop to process the return'],
      ['RefundRecorded', 'cleared', 'Loop to process the return'],
      ['ReturnProcessed', 'processed', 'the AR debit of 136.08 USD for the refund in AIMS360'],
      ['CreditOffsetPosted', 'settled', ''],
    ]);
  });

  it('follow a return through RLM', () => {
    expect(course({ returnId: oakandlinen.returnId, events: oakandlinenEvents })).toEqual([
      ['ReturnInitiated', 'initiated', 'the ERP to authorise the return'],
      ['ReturnAuthorized', 'authorised', 'RLM to announce the return to the warehouse'],
      ['AsnTransmitted', 'authorised', 'the warehouse to receive 2 units'],
      ['ReceiptRecorded', 'received', 'RLM to clear the return'],
      ['ReturnCleared', 'cleared', 'Loop to process the return'],
      ['RefundRecorded', 'cleared', 'Loop to process the return'],
      ['RefundMoneySettled', 'cleared', 'Loop to process the return'],
      ['ReturnProcessed', 'processed', 'RLM to import the refund'],
      ['RefundImported', 'processed', 'the restock in RLM + the credit invoice in RLM'],
      ['InventoryRestocked', 'processed', 'the credit invoice in RLM'],
      ['CreditIssued', 'processed', 'the next inventory export from RLM'],
      [
        'InventoryExported',
        'processed',
        'the stock level of TS100-BLK-L in the shop + the stock level of TS100-BLK-M in the shop',
      ],
      ['InventoryLevelSet', 'processed', 'the stock level of TS100-BLK-L in the shop'],
      ['InventoryLevelSet', 'settled', ''],
    ]);
  });
});
