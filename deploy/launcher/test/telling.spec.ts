import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Narration, type Told } from '../src/demo/narration.js';
import { report } from '../src/demo/report.js';
import { tellStory } from '../src/demo/story.js';
import { ledgerOf, line, listed } from './support/told.js';

const names = new Map([['northfold', 'Northfold Outfitters']]);

describe('telling the day', () => {
  it('tells each fact once, in the order in which they became known, whatever came in first', () => {
    const facts = fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }));
    fc.assert(
      fc.property(facts, fc.nat(), (moments, cut) => {
        const told = moments.map((at): Told => ({ key: `${at}`, at: new Date(at).toISOString(), text: `${at}` }));
        const narration = new Narration();
        narration.hear(told.slice(0, cut % (told.length + 1)));
        narration.hear(told);
        expect(narration.hear(told)).toBe(false);
        expect(narration.tellUntil(Infinity)).toEqual([...moments].sort((a, b) => a - b).map(String));
        expect(narration.tellUntil(Infinity)).toEqual([]);
      }),
    );
  });

  it('holds back what is so new that something older may still come', () => {
    const narration = new Narration();
    const fact = (at: number): Told => ({ key: `${at}`, at: new Date(at).toISOString(), text: `fact at ${at}` });
    narration.hear([fact(1_000), fact(2_000)]);
    expect(narration.tellUntil(2_000)).toEqual(['fact at 1000']);
    narration.hear([fact(1_500)]);
    expect(narration.tellUntil(2_001)).toEqual(['fact at 1500', 'fact at 2000']);
  });

  it('prints a line per fact with its time, order and merchant, and ends with the last return', async () => {
    const printed: string[] = [];
    const ledger = ledgerOf(listed(), [line(1, 'Return 1 submitted'), line(2, 'RMA 30115 created in AIMS360')]);
    const print = (text: string): void => void printed.push(text);
    const told = await tellStory(['northfold-1'], { ledger, names, print, signal: new AbortController().signal });
    expect(told).toEqual([listed()]);
    expect(printed).toEqual([
      expect.stringMatching(/^\d\d:00:01 {2}#20418 {2}Northfold Outfitters {2}Return 1 submitted$/),
      expect.stringMatching(/^\d\d:00:02 {2}#20418 {2}Northfold Outfitters {2}RMA 30115 created in AIMS360$/),
    ]);
  });

  it('ends when a return stays open and nothing more happens', async () => {
    const open = listed({ status: 'received', waitingFor: ['a person to confirm the credit'] });
    const options = { ledger: ledgerOf(open, []), names, print: () => undefined, patienceMs: 1 };
    const told = await tellStory(['northfold-1'], { ...options, signal: new AbortController().signal });
    expect(told).toEqual([open]);
  });

  it('breaks off when the process is told to stop', async () => {
    const ledger = ledgerOf(listed({ status: 'received' }), []);
    const story = tellStory(['northfold-1'], { ledger, names, print: () => undefined, signal: AbortSignal.abort() });
    await expect(story).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the end of the day', () => {
  it('shows the history and the books of each return', async () => {
    const ledger = ledgerOf(listed(), [line(1, 'Return 1 submitted')]);
    expect((await report([listed()], { ledger, names })).split('\n')).toEqual([
      'Return 1 of order #20418, Northfold Outfitters: settled, 151.20 USD paid to the shopper',
      expect.stringMatching(/^ {2}\d\d:00:01 {2}Loop {6}Return 1 submitted$/),
      '  Books (even)',
      '    refund-clearing              0.00 USD  clearing account, must end at 0.00',
      '    tax                         11.20 USD',
    ]);
  });

  it('says what an open return waits for', async () => {
    const open = listed({ status: 'received', waitingFor: ['a person to confirm the credit'], paidOut: null });
    const text = await report([open], { ledger: ledgerOf(open, []), names });
    expect(text).toContain('received, nothing paid out\n  waits for a person to confirm the credit\n');
  });
});
