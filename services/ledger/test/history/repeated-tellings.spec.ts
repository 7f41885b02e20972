import { describe, expect, it } from '@jest/globals';
import { historyOf } from '../../src/history/history.js';
import { envelopeOf, type Chapter } from '../support/envelopes.js';
import { northfold, usd } from '../support/northfold.js';
import { example } from '../support/plan.js';
import { run } from '../support/run.js';
import { chaptersOf } from '../support/settling.js';

type Created = Extract<Chapter, { type: 'ExchangeOrderCreated' }>;

const chapters = chaptersOf(example);
const rest = chapters.filter(({ type }) => type !== 'ExchangeOrderCreated');
const created = chapters.find((chapter): chapter is Created => chapter.type === 'ExchangeOrderCreated');
const told = (at: string, change: Partial<Created['data']>): Created[] =>
  created === undefined ? [] : [{ ...created, at, data: { ...created.data, ...change } }];
const unknown = told('2026-09-20T14:12:00.000Z', { returnId: null, confidence: 'probable' });
const known = told('2026-09-20T14:13:00.000Z', {});

const shown = (order: readonly Chapter[]): string[] =>
  historyOf(
    run(
      northfold.returnId,
      order.map((chapter) => envelopeOf(northfold, chapter)),
    ).state,
  )
    .filter(({ type }) => type === 'ExchangeOrderCreated')
    .map(({ text }) => text);

describe('an exchange order in the history', () => {
  it.each([
    ['first without its return', [...unknown, ...known]],
    ['first with its return', [...known, ...unknown]],
  ])('is created once, though it is told again when it is known whose it is (%s)', (_, tellings) => {
    expect(shown([...rest, ...tellings])).toEqual(['Exchange order EXC-20418 created in Shopify: 97.20 USD']);
  });

  it('is shown again when it has changed', () => {
    const dearer = told('2026-09-20T14:14:00.000Z', { total: usd(9900) });
    expect(shown([...rest, ...unknown, ...known, ...dearer])).toEqual([
      'Exchange order EXC-20418 created in Shopify: 97.20 USD',
      'Exchange order EXC-20418 created in Shopify: 99.00 USD',
    ]);
  });
});
