import { describe, expect, it } from '@jest/globals';
import type { EventData } from '@backhaul/contracts';
import { isSettled } from '../../src/journal/settlement.js';
import { statesOf, statusOf } from '../../src/status/status.js';
import { unitsOnTheirWay } from '../../src/status/unit-states.js';
import { countUnits } from '../../src/status/units.js';
import { waitingFor } from '../../src/status/waiting-for.js';
import { envelopeOf, type Chapter } from '../support/envelopes.js';
import { initiated, northfold, northfoldStory } from '../support/northfold.js';
import { oakandlinen, oakandlinenStory } from '../support/oakandlinen.js';
import { run } from '../support/run.js';

const { returnId } = northfold;
const at = '2026-09-15T08:00:00.000Z';
const factsOf = (chapters: readonly Chapter[]) =>
  run(
    returnId,
    chapters.map((chapter) => envelopeOf(northfold, chapter)),
  ).state.facts;
const without = (...types: Chapter['type'][]) => northfoldStory.filter(({ type }) => !types.includes(type));
const [jacket] = initiated.units;
if (jacket === undefined) throw new Error('the story has a unit');

const revised = (revision: number, change: Partial<EventData<'ReturnRevised'>>): Chapter => {
  const { initiatedAt: _, learnedVia: __, ...snapshot } = initiated;
  return {
    from: 'loop-gateway',
    type: 'ReturnRevised',
    at,
    data: { ...snapshot, ...change, revision, revisedAt: at },
  };
};
const removed = (...unitIds: string[]): Chapter => ({
  from: 'loop-gateway',
  type: 'ReturnUnitsRemoved',
  at,
  data: { returnId, unitIds, removedAt: at },
});
const restated = (change: Partial<EventData<'ReturnInitiated'>>, chapters = northfoldStory): Chapter[] =>
  chapters.map((chapter) =>
    chapter.type === 'ReturnInitiated' ? { ...chapter, data: { ...chapter.data, ...change } } : chapter,
  );
const receipt = (units: Partial<EventData<'ReceiptRecorded'>['units'][number]>[]): Chapter => ({
  from: 'aims360-adapter',
  type: 'ReceiptRecorded',
  at: '2026-09-19T10:30:00.000Z',
  data: {
    returnId,
    receiptId: '30115-1',
    documentNumber: '30115',
    receivedAt: '2026-09-19T10:30:00.000Z',
    warehouse: 'RETURNS3PL',
    final: true,
    units: units.map((unit) => ({
      unitId: '640010',
      sku: 'NF-JKT-M',
      condition: 'good',
      quality: 'first',
      disposition: 'restock',
      exception: null,
      note: null,
      ...unit,
    })),
    system: 'AIMS360',
  },
});
const states = (chapters: readonly Chapter[]) =>
  unitsOnTheirWay(factsOf(chapters)).map(({ unit, state }) => [unit.unitId, state]);

describe('a kept unit', () => {
  const kept = [{ ...jacket, outcome: 'keep' as const }];

  it('needs neither receipt nor restock', () => {
    const chapters = restated({ units: kept }, without('ReceiptRecorded', 'InventoryRestocked'));
    expect(isSettled(factsOf(chapters))).toBe(true);
    expect(states(chapters)).toEqual([['640010', 'kept']]);
  });

  it('is not waited for, and one that is sent back beside it is', () => {
    const early = restated({ units: kept }).slice(0, 2);
    expect(waitingFor(factsOf(early))).toEqual(['Credit › Confirm in AIMS360']);
    const both = restated({ units: [...kept, { ...jacket, unitId: '640011' }] }).slice(0, 2);
    expect(waitingFor(factsOf(both))).toEqual(['the warehouse to receive 1 unit']);
  });
});

describe('a unit that was not put back', () => {
  it('needs no restock when it is written off', () => {
    const chapters = [...without('ReceiptRecorded', 'InventoryRestocked'), receipt([{ disposition: 'write-off' }])];
    expect(isSettled(factsOf(chapters))).toBe(true);
    expect(states(chapters)).toEqual([['640010', 'written-off']]);
  });

  it('needs no restock when it never came, and is missing', () => {
    const chapters = [...without('ReceiptRecorded', 'InventoryRestocked'), receipt([])];
    expect(isSettled(factsOf(chapters))).toBe(true);
    expect(states(chapters)).toEqual([['640010', 'missing']]);
  });

  it('needs its restock otherwise', () => {
    const chapters = [...without('ReceiptRecorded', 'InventoryRestocked'), receipt([{ disposition: 'undecided' }])];
    expect(isSettled(factsOf(chapters))).toBe(false);
    expect(waitingFor(factsOf(chapters))).toEqual(['the restock in AIMS360']);
    expect(states(chapters)).toEqual([['640010', 'received']]);
  });
});

describe('an edited return', () => {
  it('is what its highest revision says, whatever comes first', () => {
    const second = revised(2, { units: [jacket, { ...jacket, unitId: '640011' }], outcome: 'credit' });
    const third = revised(3, { units: [{ ...jacket, unitId: '640011' }], outcome: 'refund' });
    for (const edits of [
      [second, third],
      [third, second],
    ]) {
      const facts = factsOf([...northfoldStory.slice(0, 2), ...edits]);
      expect(countUnits(facts).expected).toBe(1);
      expect(unitsOnTheirWay(facts).map(({ unit, state }) => [unit.unitId, state])).toEqual([
        ['640011', 'awaited'],
        ['640010', 'removed'],
      ]);
    }
  });

  it('waits for no unit that was removed', () => {
    const units = [jacket, { ...jacket, unitId: '640011' }];
    const facts = factsOf([...restated({ units }).slice(0, 2), removed('640011')]);
    expect(waitingFor(facts)).toEqual(['the warehouse to receive 1 unit']);
  });

  it('keeps nothing of the shopper', () => {
    const facts = factsOf([revised(2, { shopper: { name: 'Ida Berg', postalCode: null, countryCode: null } })]);
    expect(JSON.stringify([...facts])).not.toContain('Ida Berg');
  });
});

describe('a return that is over before the goods came', () => {
  const cancelled: Chapter = { from: 'loop-gateway', type: 'ReturnCancelled', at, data: { returnId, cancelledAt: at } };
  const voided: Chapter = {
    from: 'aims360-adapter',
    type: 'AuthorizationCancelled',
    at,
    data: { returnId, documentNumber: '30115', cancelledAt: at, reason: 'cancelled in Loop', system: 'AIMS360' },
  };

  it('waits for its authorisation to be voided, and then for nothing', () => {
    const start = northfoldStory.slice(0, 2);
    expect(waitingFor(factsOf([...start, cancelled]))).toEqual(['RMA 30115 to be voided in AIMS360']);
    const facts = factsOf([...start, cancelled, voided]);
    expect([statusOf(statesOf(facts)), waitingFor(facts)]).toEqual(['cancelled', []]);
    expect(states([...start, cancelled, voided])).toEqual([['640010', 'no-longer-expected']]);
  });

  it('is for a person when it was voided while the return goes on', () => {
    expect(waitingFor(factsOf([...northfoldStory.slice(0, 2), voided]))).toEqual([
      'a person: 30115 was voided in AIMS360 (cancelled in Loop)',
    ]);
  });
});

describe('a return with two authorisations', () => {
  const second = (type: Chapter['type'], change: object) =>
    oakandlinenStory
      .filter((chapter) => chapter.type === type)
      .map((chapter) => {
        const data = { ...chapter.data, documentNumber: '700124', ...change };
        return { ...chapter, data } as Chapter;
      });
  const factsOfBoth = (...chapters: Chapter[]) =>
    run(
      oakandlinen.returnId,
      [...oakandlinenStory, ...second('ReturnAuthorized', {}), ...chapters].map((one) => envelopeOf(oakandlinen, one)),
    ).state.facts;
  const announced = second('AsnTransmitted', { warehouseReference: 'ro_52' });
  const received = second('ReceiptRecorded', { receiptId: 'RCV880018', units: [] });

  it('waits until each is announced and received', () => {
    expect(waitingFor(factsOfBoth())).toContain('RLM to announce the return to the warehouse');
    expect(countUnits(factsOfBoth(...announced)).final).toBe(false);
    expect(isSettled(factsOfBoth(...announced))).toBe(false);
    expect(isSettled(factsOfBoth(...announced, ...received))).toBe(true);
  });

  it('does not wait for one that is void', () => {
    const voided: Chapter = {
      from: 'rlm-adapter',
      type: 'AuthorizationCancelled',
      at,
      data: {
        returnId: oakandlinen.returnId,
        documentNumber: '700124',
        cancelledAt: at,
        reason: 'its units were taken off the return',
        system: 'RLM',
      },
    };
    expect(isSettled(factsOfBoth(voided))).toBe(true);
  });
});

describe('a receipt that the warehouse corrects', () => {
  const told = oakandlinenStory.map((chapter) => envelopeOf(oakandlinen, chapter));
  const first = told.find(({ type }) => type === 'ReceiptRecorded');
  if (first?.type !== 'ReceiptRecorded') throw new Error('the story has a receipt');
  // It happened when the goods came, and was learned of a day later.
  const corrected = {
    ...first,
    id: '00000000-0000-4000-8000-000000000001',
    recordedAt: '2026-03-10T15:20:00.000Z',
    data: { ...first.data, units: first.data.units.slice(0, 1) },
  };

  it('counts as corrected, whichever is heard of first', () => {
    for (const envelopes of [
      [...told, corrected],
      [corrected, ...told],
    ]) {
      const { facts } = run(oakandlinen.returnId, envelopes).state;
      expect(countUnits(facts)).toMatchObject({ expected: 2, received: 1, final: true });
      expect(unitsOnTheirWay(facts).map(({ unit, received }) => [unit.unitId, received !== undefined])).toEqual([
        ['u1', true],
        ['u2', false],
      ]);
    }
  });
});
