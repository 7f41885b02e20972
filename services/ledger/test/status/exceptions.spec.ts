import { describe, expect, it } from '@jest/globals';
import { statesOf, statusOf } from '../../src/status/status.js';
import { waitingFor } from '../../src/status/waiting-for.js';
import { envelopeOf, type Chapter } from '../support/envelopes.js';
import { northfold, northfoldStory, refund, usd } from '../support/northfold.js';
import { oakandlinen, oakandlinenStory } from '../support/oakandlinen.js';
import { run } from '../support/run.js';

const { returnId } = northfold;
const before = (type: Chapter['type'], story = northfoldStory): Chapter[] =>
  story.slice(
    0,
    story.findIndex((chapter) => chapter.type === type),
  );

const seen = (chapters: readonly Chapter[], setting = northfold): [string, string[]] => {
  const { facts } = run(
    setting.returnId,
    chapters.map((chapter) => envelopeOf(setting, chapter)),
  ).state;
  return [statusOf(statesOf(facts)), waitingFor(facts)];
};

const held: Chapter = {
  from: 'aims360-adapter',
  type: 'ReturnHeld',
  at: '2026-09-19T11:00:00.000Z',
  data: {
    returnId,
    heldAt: '2026-09-19T11:00:00.000Z',
    reasons: [{ kind: 'damaged', unitId: '640010', text: 'stain on the left sleeve' }],
  },
};
const failed: Chapter = {
  from: 'loop-gateway',
  type: 'ReturnProcessingFailed',
  at: '2026-09-20T14:05:00.000Z',
  data: { returnId, failedAt: '2026-09-20T14:05:00.000Z', message: 'Gateway declined' },
};
const cancelled: Chapter = {
  from: 'loop-gateway',
  type: 'ReturnCancelled',
  at: '2026-09-20T15:00:00.000Z',
  data: { returnId, cancelledAt: '2026-09-20T15:00:00.000Z' },
};

describe('a return that does not go as planned', () => {
  it('waits for a person while it is held', () => {
    expect(seen([...before('CreditIssued'), held])).toEqual(['held', ['a person to decide: stain on the left sleeve']]);
  });

  it('goes on when it is cleared after a hold', () => {
    expect(seen([...before('RefundRecorded'), held])).toEqual(['cleared', ['Loop to process the return']]);
  });

  it('waits for a person when Loop could not process it, and goes on when it could after all', () => {
    expect(seen([...before('RefundRecorded'), failed])).toEqual([
      'failed',
      ['a person: Loop could not process the return (Gateway declined)'],
    ]);
    expect(seen([...northfoldStory, failed])).toEqual(['settled', []]);
  });

  it('is over when it is cancelled before anything was booked', () => {
    expect(seen([...before('CreditIssued'), cancelled])).toEqual(['cancelled', []]);
  });

  it('still says what stands in the books when it is cancelled after the credit', () => {
    expect(seen([...before('ReturnCleared'), cancelled])).toEqual([
      'cancelled',
      ['finance to settle 136.08 USD of credit in AIMS360 that nothing has used up'],
    ]);
  });

  it('names what the shop has not paid', () => {
    const pending = northfoldStory.map((chapter): Chapter =>
      chapter.type === 'RefundRecorded'
        ? { ...chapter, data: { ...refund, moneyRefunded: usd(10000), moneyPending: usd(3608) } }
        : chapter,
    );
    expect(seen(pending)).toEqual(['processed', ['36.08 USD of the refund that the shop has not paid yet']]);
    const at = '2026-09-21T00:00:00.000Z';
    const part = {
      refundId: refund.refundId,
      orderId: northfold.orderId,
      transactionId: '71',
      amount: usd(3608),
      failedAt: at,
    };
    expect(seen([...pending, { from: 'shopify-gateway', type: 'RefundMoneyFailed', at, data: part }])).toEqual([
      'processed',
      [
        'a person: 36.08 USD of the refund failed in the shop',
        'finance to settle 36.08 USD offset in AIMS360 for a refund that the shop has not paid',
      ],
    ]);
  });

  it('waits for the refund that Loop names and the shop has not shown', () => {
    const chapters = northfoldStory.filter(({ type }) => type !== 'RefundRecorded');
    expect(seen(chapters)).toEqual(['processed', ['the refund in the shop']]);
  });

  it('says why the ERP did not take the refund', () => {
    const at = '2026-03-09T16:15:00.000Z';
    const skipped: Chapter = {
      from: 'rlm-adapter',
      type: 'RefundSkipped',
      at,
      data: {
        returnId: oakandlinen.returnId,
        refundId: '700001',
        reason: 'never shipped from RLM',
        severity: 'warning',
        accepted: null,
        skippedAt: at,
      },
    };
    expect(seen([...before('RefundImported', oakandlinenStory), skipped], oakandlinen)).toEqual([
      'processed',
      ['a person: RLM did not import the refund (never shipped from RLM)'],
    ]);
  });

  it('settles a refund that RLM never takes in once a person accepts it, and puts the money to the adjustments', () => {
    const at = '2026-03-09T16:20:00.000Z';
    const accepted: Chapter = {
      from: 'rlm-adapter',
      type: 'RefundSkipped',
      at,
      data: {
        returnId: oakandlinen.returnId,
        refundId: '700001',
        reason: 'Jo accepted that 108.00 USD is not credited in RLM: never shipped',
        severity: 'info',
        accepted: usd(10800),
        skippedAt: at,
      },
    };
    const story = [...before('RefundImported', oakandlinenStory), accepted];
    expect(seen(story, oakandlinen)).toEqual(['settled', []]);
    expect(seen([accepted, ...before('RefundImported', oakandlinenStory)], oakandlinen)).toEqual(['settled', []]);
  });

  it('is not settled by one import while another refund without money is neither imported nor accepted', () => {
    const two = oakandlinenStory.map((chapter): Chapter =>
      chapter.type === 'ReturnProcessed'
        ? { ...chapter, data: { ...chapter.data, refundIds: ['700001', '700002'] } }
        : chapter,
    );
    const shown = two.flatMap((chapter): Chapter[] =>
      chapter.type === 'RefundRecorded'
        ? [{ ...chapter, data: { ...chapter.data, refundId: '700002', moneyRefunded: usd(0), moneyPending: usd(0) } }]
        : [],
    );
    expect(seen([...two, ...shown], oakandlinen)).toEqual(['processed', ['RLM to import the refund']]);
  });

  it('counts the units that are still to come', () => {
    const chapters = oakandlinenStory.slice(0, 4).map((chapter): Chapter => {
      if (chapter.type !== 'ReceiptRecorded') return chapter;
      return { ...chapter, data: { ...chapter.data, final: false, units: chapter.data.units.slice(0, 1) } };
    });
    expect(seen(chapters, oakandlinen)).toEqual(['received', ['the warehouse to receive 1 more unit']]);
  });
});
