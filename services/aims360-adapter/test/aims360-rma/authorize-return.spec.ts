import { describe, expect, it } from '@jest/globals';
import { specFor } from '@backhaul/testkit';
import { aims360Rma } from '../../src/aims360-rma/decide.js';
import type { RmaDraft } from '../../src/aims360-rma/rma-draft.js';
import { at, authorize, initiated, jacket, observe, policy, rma, returnId, usd } from '../support/returns.js';
import { after, dataOf, run, typesOf } from '../support/run.js';

const draftOf = (change: Parameters<typeof authorize>[0]): RmaDraft =>
  run([authorize(change)]).calls[0]?.payload as RmaDraft;

describe('a return that was submitted', () => {
  const { externalReturnId, order } = initiated();
  const requested = {
    type: 'RmaRequested' as const,
    data: {
      externalReturnId,
      order,
      units: [
        {
          unitId: 'u1',
          sku: 'RIDGE-PINE-M',
          barcode: '195001000017',
          outcome: 'return' as const,
          price: usd(12600),
          tax: usd(1008),
          note: 'Too warm',
          reason: 'OTHER',
          warehouse: 'MAIN',
        },
      ],
      enteredAt: '2026-09-14T03:02:11.000Z',
      tax: usd(1008),
      fee: usd(0),
      expectedCredit: usd(13608),
      exchangeOrderIds: [],
      policy: policy(),
    },
    occurredAt: at,
  };

  const creation = { type: 'CreationRequested' as const, data: { key: `rma:${returnId}` }, occurredAt: at };

  it('asks for one RMA, with the net price that the shopper paid', () => {
    specFor(aims360Rma)
      .given([])
      .when(authorize())
      .then([requested, creation])
      .thenCalls([
        {
          key: `rma:${returnId}`,
          kind: 'aims360.create-rma',
          payload: {
            returnId,
            externalReturnId: '88120045',
            order,
            customerAccount: 'SHPFY-US',
            warehouse: 'MAIN',
            reason: 'OTHER',
            enteredAt: '2026-09-14T03:02:11.000Z',
            currency: 'USD',
            tax: usd(1008),
            fee: usd(0),
            units: [
              {
                unitId: 'u1',
                sku: 'RIDGE-PINE-M',
                barcode: '195001000017',
                price: usd(12600),
                reason: 'Too warm',
                reasonCode: 'OTHER',
                warehouseCode: 'MAIN',
              },
            ],
          },
        },
      ]);
  });

  it('asks for no second RMA when it comes again, whatever it says then', () => {
    const again = authorize({ units: [jacket('u1'), jacket('u2')], policy: { warehouse: 'RETURNS3PL' } });
    specFor(aims360Rma).given([requested, creation]).when(again).then([]).thenCalls([]);
  });

  it('leaves tax out where the ERP carries none, and expects a credit without it', () => {
    expect(draftOf({ policy: { creditIncludesTax: false } }).tax).toEqual(usd(0));
    const { state } = run([authorize({ policy: { creditIncludesTax: false } })]);
    expect(state.requested?.expectedCredit).toEqual(usd(12600));
  });

  it('lowers the credit by the fee that the merchant keeps', () => {
    expect(draftOf({ fee: 500 }).fee).toEqual(usd(500));
    expect(run([authorize({ fee: 500 })]).state.requested?.expectedCredit).toEqual(usd(13108));
  });

  it('is authorised once the RMA is seen, by the answer or by a poll, once', () => {
    const seen = after([authorize()]).when(observe(rma()), observe(rma()), observe(rma({ minute: 5 })));
    expect(seen.events).toEqual([
      {
        type: 'ReturnAuthorized',
        data: {
          returnId,
          documentKind: 'RMA',
          documentNumber: '30115',
          authorizedAt: '2026-09-14T16:00:00.000Z',
          warehouse: 'MAIN',
          system: 'AIMS360',
          job: null,
          expects: [
            'ReceiptRecorded',
            'InventoryRestocked',
            'CreditIssued',
            'CreditOffsetPosted',
            'ExchangeOrderImported',
          ],
        },
        occurredAt: new Date('2026-09-14T16:00:00.000Z'),
      },
    ]);
  });

  it('has no RMA as long as it was not asked for: an RMA of the vendor’s own link is none of ours', () => {
    expect(typesOf(run([observe(rma())]))).toEqual([]);
  });

  it('keeps its RMA apart from a second one under the same number, which is for a person', () => {
    const other = rma({ rmaNumber: '30116', lines: [], minute: 9 });
    const ran = after([authorize(), observe(rma())]).when(observe(other), observe(other));
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      { kind: 'second-rma', taskId: `second-rma:30116:${returnId}`, values: { followed: '30115', surplus: '30116' } },
    ]);
    expect(ran.state.rmaNumber).toBe('30115');
  });
});
