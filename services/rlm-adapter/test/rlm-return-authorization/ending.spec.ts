import { describe, expect, it } from '@jest/globals';
import type { RaCommand } from '../../src/rlm-return-authorization/commands.js';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import { at, BLACK_M, initiated, line, raNumber, receipt, RED_M, returnId, unit } from '../support/returns.js';
import {
  announced,
  confirmAsn,
  confirmRa,
  importReturn,
  listed,
  posted,
  processed,
  received,
  story,
} from '../support/story.js';

const ended = (how: 'cancelled' | 'expired' | 'closed' = 'cancelled'): RaCommand => ({
  kind: 'EndReturn',
  returnId,
  how,
  at,
});
const takenOff = (...unitIds: string[]): RaCommand => ({ kind: 'RemoveUnits', returnId, unitIds, at });
const revised = (...units: ReturnType<typeof unit>[]): RaCommand => ({
  kind: 'ReviseReturn',
  returnId,
  revised: { units },
  at,
});
const reason = 'the return was cancelled in Loop';
const orderCancelled = (cancelled: boolean, ra = raNumber): RaCommand => ({
  kind: 'ConfirmOrderCancelled',
  ...{ returnId, raNumber: ra, reason, cancelled },
  at,
});
const raCancelled = (ra = raNumber): RaCommand => ({
  kind: 'ConfirmRaCancelled',
  ...{ returnId, raNumber: ra, reason },
  at,
});

/** The black shirts and the red one on an RA each, both announced. */
const onTwoRas = () => {
  const [black, red] = raLinesOf(initiated().units);
  if (black === undefined || red === undefined) throw new Error('two lines');
  const ras = [
    { raNumber, division: 20, lines: [black] },
    { raNumber: '700124', division: 30, lines: [{ ...red, lineNo: 1 }] },
  ];
  return story.when(importReturn(), { kind: 'ConfirmRas', returnId, ras, at }, confirmAsn(), confirmAsn('700124'));
};

describe('a return that ends in Loop before anything was received', () => {
  it.each([
    ['cancelled', 'the return was cancelled in Loop'],
    ['expired', 'the return has expired in Loop'],
    ['closed', 'the return was closed without an outcome in Loop'],
  ] as const)('(%s) is cancelled at the warehouse first, then in RLM', (how, why) => {
    const asked = announced().when(ended(how), ended(how));
    expect(asked.calls).toMatchObject([
      { key: `cancel-order:${returnId}:${raNumber}`, payload: { reference: 'ro_51', raNumber, reason: why } },
    ]);
    const atWarehouse = asked.when(orderCancelled(true), orderCancelled(true));
    expect(atWarehouse.calls).toMatchObject([{ key: `cancel-ra:${returnId}:${raNumber}`, kind: 'rlm.cancel-ra' }]);
    const void_ = atWarehouse.when(raCancelled(), raCancelled());
    expect(void_.told('AuthorizationCancelled')).toMatchObject([{ documentNumber: raNumber, system: 'RLM', reason }]);
    expect(void_.when(ended(how)).calls).toEqual([]);
  });

  it('waits for an announcement that is under way', () => {
    const asked = story.when(importReturn(), confirmRa(), ended());
    expect(asked.callsOf('threepl.cancel-return-order')).toEqual([]);
    expect(asked.when(confirmAsn()).callsOf('threepl.cancel-return-order')).toHaveLength(1);
  });

  it('is not announced any more when its RA comes after the end', () => {
    const told = story.when(importReturn(), ended()).when(confirmRa());
    expect(told.calls.map(({ kind }) => kind)).toEqual(['rlm.cancel-ra']);
    expect(told.told('ReturnAuthorized')).toHaveLength(1);
  });

  it('is withdrawn from the warehouse, too, when a person cancelled its RA in RLM', () => {
    const told = announced().when(raCancelled(), raCancelled());
    expect(told.told('AuthorizationCancelled')).toHaveLength(1);
    expect(told.callsOf('threepl.cancel-return-order')).toMatchObject([{ payload: { reference: 'ro_51', raNumber } }]);
    // Whatever the warehouse says, and whatever Loop says later: it is over, and a receipt would tell of goods.
    expect(told.when(orderCancelled(false), ended()).calls).toEqual([]);
    expect(announced().when(received(receipt()), raCancelled()).callsOf('threepl.cancel-return-order')).toEqual([]);
  });

  it('is for a person when the warehouse has the parcel already; the task closes when the RA is closed in RLM', () => {
    const told = announced().when(ended()).when(orderCancelled(false), orderCancelled(false));
    expect(told.calls).toEqual([]);
    expect(told.told('TaskOpened')).toMatchObject([{ kind: 'ended-with-goods', values: { ra: raNumber } }]);
    const closed = told.when({ kind: 'ConfirmRaClosed', returnId, raNumber, at });
    expect(closed.told('TaskClosed')).toMatchObject([{ taskId: told.told('TaskOpened')[0]?.taskId }]);
  });
});

describe('a return that ends after something was received', () => {
  it('keeps its RA and is for a person, whichever came first', () => {
    for (const commands of [
      [received(receipt()), ended()],
      [ended(), orderCancelled(false), received(receipt())],
    ]) {
      const told = announced().when(...commands);
      expect(told.callsOf('rlm.cancel-ra')).toEqual([]);
      expect(told.told('TaskOpened').filter(({ kind }) => kind === 'ended-with-goods')).toHaveLength(1);
    }
  });

  it('keeps only the RA with the goods: the other one of the return is cancelled', () => {
    const told = onTwoRas().when(received(receipt([line(BLACK_M, 2)])), ended());
    expect(told.callsOf('threepl.cancel-return-order')).toMatchObject([{ payload: { raNumber: '700124' } }]);
    expect(told.told('TaskOpened')).toMatchObject([{ kind: 'ended-with-goods', values: { ra: raNumber } }]);
  });

  it('needs nobody when Loop gave the outcome', () => {
    const told = announced().when(processed('991'), received(receipt()), ended('closed'));
    expect(told.told('TaskOpened')).toEqual([]);
  });
});

describe('units that are taken off in Loop', () => {
  it('are not expected at the warehouse any more', () => {
    const told = announced().when(takenOff('2'), takenOff('2'));
    expect(told.callsOf('threepl.change-return-order')).toMatchObject([
      {
        payload: {
          lines: [
            { sku: BLACK_M, unitIds: ['1'] },
            { sku: RED_M, unitIds: ['3'] },
          ],
        },
      },
    ]);
    expect(told.when(takenOff('3')).callsOf('threepl.change-return-order')).toMatchObject([
      { payload: { lines: [{ sku: BLACK_M, unitIds: ['1'] }] } },
    ]);
  });

  it('are told to the warehouse once its return order is there', () => {
    const told = story.when(importReturn(), confirmRa(), takenOff('2'));
    expect(told.callsOf('threepl.change-return-order')).toEqual([]);
    expect(told.when(confirmAsn()).callsOf('threepl.change-return-order')).toHaveLength(1);
  });

  it('are not missing from the receipt, whichever of the two units is the one that came', () => {
    const one = receipt([line(BLACK_M, 1), line(RED_M, 1)]);
    const told = announced().when(takenOff('1'), received(one), posted(one), listed([one]));
    expect(told.told('ReceiptRecorded')[0]?.units.map(({ unitId }) => unitId)).toEqual(['2', '3']);
    expect(told.told('ReturnCleared')).toHaveLength(1);
  });

  it('hold the return when they come all the same', () => {
    const told = announced().when(takenOff('3'), received(receipt()), posted(receipt()), listed([receipt()]));
    expect(told.told('ReturnHeld')[0]?.reasons).toMatchObject([
      { text: `${RED_M} received although it was taken off the return` },
    ]);
  });

  it('void the RA that has no others, and the return is final without it', () => {
    const black = receipt([line(BLACK_M, 2)]);
    const waiting = onTwoRas().when(received(black), posted(black), listed([black]));
    expect(waiting.told('ReturnCleared')).toEqual([]);
    const told = waiting.when(takenOff('3'));
    expect(told.callsOf('threepl.cancel-return-order')).toMatchObject([{ payload: { raNumber: '700124' } }]);
    expect(told.told('ReturnCleared')).toMatchObject([{ documentNumber: raNumber }]);
  });
});

describe('a return that is edited in Loop', () => {
  const [one, two, red] = initiated().units;
  if (one === undefined || two === undefined || red === undefined) throw new Error('three units');

  it('gives up units that are not on it any more', () => {
    expect(announced().when(revised(one, two)).callsOf('threepl.change-return-order')).toHaveLength(1);
  });

  it('asks a person for units that are new on it, until they are off again', () => {
    const told = announced().when(revised(one, two, red, unit('9', BLACK_M)));
    expect(told.told('TaskOpened')).toMatchObject([
      { kind: 'return-changed', values: { ra: raNumber, items: BLACK_M } },
    ]);
    expect(told.when(revised(one, two, red, unit('9', BLACK_M))).events).toEqual([]);
    expect(told.when(revised(one, two, red)).told('TaskClosed')).toHaveLength(1);
  });
});

describe('units that the shopper keeps', () => {
  it('are on no RA', () => {
    const [call] = story.when(importReturn([unit('1', BLACK_M), unit('2', RED_M, { outcome: 'keep' })])).calls;
    expect(call?.payload).toMatchObject({ lines: [{ sku: BLACK_M, unitIds: ['1'] }] });
    expect((call?.payload as { lines: unknown[] }).lines).toHaveLength(1);
  });
});
