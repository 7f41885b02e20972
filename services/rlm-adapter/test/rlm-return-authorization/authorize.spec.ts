import { describe, expect, it } from '@jest/globals';
import { rlmReturnAuthorization } from '../../src/rlm-return-authorization/decide.js';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import { at, BLACK_M, RED_M, raNumber, returnId, unit } from '../support/returns.js';
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
    const told = story.when(importReturn()).when(confirmRa(), confirmRa());
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
    const told = story.when(importReturn(), confirmRa()).when(confirmAsn(), confirmAsn());
    expect(told.told('AsnTransmitted')).toMatchObject([{ documentNumber: raNumber, warehouseReference: 'ro_51' }]);
    expect(told.callsOf('rlm.transmit-ra')).toMatchObject([
      { key: `transmit:${returnId}:${raNumber}`, payload: { raNumber } },
    ]);
  });

  it('is not announced before there is an RA', () => {
    expect(story.when(confirmAsn(), confirmRa()).events).toEqual([]);
    expect(announced().when(importReturn(), confirmRa(), confirmAsn()).events).toEqual([]);
  });

  it('over two divisions has an RA for each, and each is announced and transmitted by itself', () => {
    const lines = raLinesOf([unit('1', BLACK_M), unit('2', RED_M)]);
    const ras = lines.map((line, index) => ({ raNumber: `70012${index}`, division: 20 + index, lines: [line] }));
    const told = story.when(importReturn(), { kind: 'ConfirmRas', returnId, ras, at });
    expect(told.told('ReturnAuthorized').map(({ documentNumber }) => documentNumber)).toEqual(['700120', '700121']);
    expect(told.callsOf('threepl.create-return-order')).toMatchObject([
      { key: 'ra:7:700120', payload: { raNumber: '700120', lines: [{ sku: BLACK_M }] } },
      { key: 'ra:7:700121', payload: { raNumber: '700121', lines: [{ sku: RED_M }] } },
    ]);
    const second = told.when(confirmAsn('700121'), confirmAsn('700121'));
    expect(second.told('AsnTransmitted')).toMatchObject([{ documentNumber: '700121' }]);
    expect(second.callsOf('rlm.transmit-ra')).toMatchObject([{ payload: { raNumber: '700121' } }]);
    expect(second.when(confirmAsn('700120')).told('AsnTransmitted')).toMatchObject([{ documentNumber: '700120' }]);
  });

  it('goes on as it was begun when its RA was made before returns could have several', () => {
    const begun = story.when(importReturn(), confirmRa()).state;
    const events = story.when(importReturn(), confirmRa()).events.filter(({ type }) => type !== 'RasMade');
    expect(events.reduce(rlmReturnAuthorization.evolve, rlmReturnAuthorization.initial)).toEqual(begun);
  });
});
