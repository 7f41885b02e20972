import { describe, expect, it } from '@jest/globals';
import { BLACK_M, RED_M, raNumber, returnId, unit } from '../support/returns.js';
import { announced, confirmAsn, confirmRa, importReturn, story } from '../support/story.js';

describe('a return that the shopper has submitted', () => {
  it('becomes one RA, however often it is told', () => {
    const { callsOf, calls, events } = story.when(importReturn(), importReturn(), importReturn());
    expect(callsOf('rlm.create-ra')).toMatchObject([{ key: `ra:${returnId}` }]);
    expect(calls).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual(['RaRequested']);
  });

  it('has a line per order line and reason, with all of its units', () => {
    const units = [
      unit('1', BLACK_M),
      unit('2', RED_M),
      unit('3', BLACK_M),
      unit('4', BLACK_M, { reason: 'Damaged' }),
      unit('5', BLACK_M, { orderLineId: 'another' }),
    ];
    const [call] = story.when(importReturn(units)).calls;
    expect(call?.payload).toMatchObject({
      lines: [
        { lineNo: 1, sku: BLACK_M, unitIds: ['1', '3'] },
        { lineNo: 2, sku: RED_M, unitIds: ['2'] },
        { lineNo: 3, sku: BLACK_M, reason: 'Damaged', unitIds: ['4'] },
        { lineNo: 4, sku: BLACK_M, orderLineId: 'another', unitIds: ['5'] },
      ],
    });
  });

  it('is announced to the warehouse once RLM has made the RA', () => {
    const told = story.when(importReturn()).when(confirmRa, confirmRa);
    expect(told.told('ReturnAuthorized')).toMatchObject([
      { documentKind: 'RA', documentNumber: raNumber, warehouse: '1', job: 'LoopImportReturnAuthorizations' },
    ]);
    expect(told.calls).toMatchObject([
      {
        key: `ra:7:${raNumber}`,
        kind: 'threepl.create-return-order',
        payload: { raNumber, shopper: { name: 'Dana Poe' } },
      },
    ]);
  });

  it('is transmitted once the warehouse has taken the announcement', () => {
    const told = story.when(importReturn(), confirmRa).when(confirmAsn, confirmAsn);
    expect(told.told('AsnTransmitted')).toMatchObject([{ documentNumber: raNumber, warehouseReference: 'ro_51' }]);
    expect(told.calls).toMatchObject([{ key: `transmit:${returnId}`, kind: 'rlm.transmit-ra', payload: { raNumber } }]);
  });

  it('is not announced before there is an RA', () => {
    expect(story.when(confirmAsn, confirmRa).events).toEqual([]);
    expect(announced().when(importReturn(), confirmRa, confirmAsn).events).toEqual([]);
  });
});
