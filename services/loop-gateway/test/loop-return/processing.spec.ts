import { describe, expect, it } from '@jest/globals';
import type { LoopReturnCommand } from '../../src/loop-return/commands.js';
import {
  after,
  amounts,
  cleared,
  closed,
  doubted,
  failed,
  minute,
  queued,
  read,
  refused,
  usd,
} from '../support/returns.js';

const requests = (...commands: LoopReturnCommand[]) => after(...commands).callsOf('loop.process');
const closedEmpty = (at: number) => closed(at, { refunds: [] });

describe('processing', () => {
  it('is requested once the return is cleared and stands open, whichever came first', () => {
    const call = {
      key: 'process:northfold-88120045',
      kind: 'loop.process',
      payload: { returnId: 'northfold-88120045', documentNumber: 'CM-5501' },
    };
    expect(requests(read(1), cleared(2))).toEqual([call]);
    expect(requests(cleared(2), read(1))).toEqual([call]);
    expect(requests(cleared(2), read(1, { state: 'review' }))).toEqual([call]);
  });

  it('is requested once, whatever repeats and whatever becomes of it', () => {
    expect(requests(read(1), cleared(2), cleared(3), read(4, { state: 'review' }), read(5))).toHaveLength(1);
    expect(requests(read(1), cleared(2), refused(3), cleared(4), read(5))).toHaveLength(1);
    expect(requests(read(1), cleared(2), queued(3), failed(4), cleared(5), read(6))).toHaveLength(1);
    expect(requests(read(1), cleared(2), doubted(3), cleared(4), read(5))).toHaveLength(1);
  });

  it.each(['closed', 'cancelled', 'expired'] as const)('is not requested for a return that is %s', (state) => {
    expect(requests(read(1, { state }), cleared(2))).toEqual([]);
    expect(requests(cleared(2), read(1, { state }))).toEqual([]);
  });

  it('is requested when a lapsed return that was cleared comes back', () => {
    expect(requests(read(1, { state: 'expired' }), cleared(2), read(3))).toHaveLength(1);
  });

  it('is not requested where somebody else triggers it', () => {
    const observed = after(read(1), cleared(2, 'vendor-link'), closed(3));
    expect(observed.calls).toEqual([]);
    expect(observed.data('ReturnProcessed')).toMatchObject([{ processedByUs: false }]);
  });

  it('is not requested without a clearance', () => {
    expect(after(read(1), read(2, { state: 'review' })).calls).toEqual([]);
  });
});

describe('a request that was taken on', () => {
  it('is not done: only the closed return is', () => {
    const taken = after(read(1), cleared(2), queued(3));
    expect(taken.told).toEqual(['ReturnInitiated']);
    expect(taken.state.request).toBe('queued');
    const { told, data } = after(read(1), cleared(2), queued(3), closed(4));
    expect(told).toEqual(['ReturnInitiated', 'ReturnProcessed']);
    expect(data('ReturnProcessed')).toMatchObject([
      { refundIds: ['8899001122334'], refunded: usd(13608), processedByUs: true, processedAt: minute(4).toISOString() },
    ]);
  });

  it('counts as ours even when the closed return is read before the answer was recorded', () => {
    const { data } = after(read(1), cleared(2), closed(4), queued(3));
    expect(data('ReturnProcessed')).toMatchObject([{ processedByUs: true }]);
  });

  it('is looked after, once, in a lane that holds nothing up', () => {
    expect(after(read(1), cleared(2), queued(3), queued(4)).callsOf('loop.check-processed')).toEqual([
      {
        key: 'check:northfold-88120045',
        kind: 'loop.check-processed',
        payload: { returnId: 'northfold-88120045' },
        lane: 'loop-check-northfold-88120045',
        notBefore: minute(63),
      },
    ]);
  });

  it('needs a person when it does not end, until it does', () => {
    const stuck = after(read(1), cleared(2), queued(3), doubted(63));
    expect(stuck.tasks).toEqual(['check-processing']);
    const ended = after(read(1), cleared(2), queued(3), doubted(63), closed(64));
    expect(ended.tasks).toEqual([]);
    expect(ended.data('TaskClosed')).toMatchObject([{ how: 'The return was processed.' }]);
  });

  it.each([
    ['before', [queued(3), closedEmpty(4)]],
    ['after', [closedEmpty(4), queued(3)]],
  ])('and closed without a refund that was promised is processed, with a task: answer recorded %s it', (_, ending) => {
    const { data, tasks, state } = after(read(1), cleared(2), ...ending);
    expect(state.stage.name).toBe('processed');
    expect(data('ReturnProcessed')).toMatchObject([{ refundIds: [], refunded: usd(0), processedByUs: true }]);
    expect(tasks).toEqual(['missing-refund']);
    expect(after(read(1), cleared(2), ...ending, closed(5)).tasks).toEqual([]);
  });

  it('and closed with no refund promised is processed, and nobody is needed', () => {
    const free = { ...amounts, refund: usd(0), handlingFee: usd(13608) };
    const commands = [read(1, { amounts: free }), cleared(2), queued(3), closed(4, { refunds: [], amounts: free })];
    expect(after(...commands).told).toEqual(['ReturnInitiated', 'ReturnProcessed']);
  });
});

describe('a request of which nobody knows whether it arrived', () => {
  const inDoubt = [read(1), cleared(2), doubted(10)];

  it('needs a person, who is told that nothing is sent meanwhile', () => {
    const { tasks, data, told } = after(...inDoubt, doubted(11));
    expect(tasks).toEqual(['check-processing']);
    expect(data('TaskOpened')).toMatchObject([
      { why: expect.stringContaining('Nothing is sent again'), values: { call: 'process:northfold-88120045' } },
    ]);
    expect(told).not.toContain('ReturnProcessingFailed');
  });

  it('was ours when the return closes with its refund', () => {
    const { told, data, tasks } = after(...inDoubt, closed(12));
    expect(told).toEqual(['ReturnInitiated', 'TaskOpened', 'ReturnProcessed', 'TaskClosed']);
    expect(data('ReturnProcessed')).toMatchObject([{ processedByUs: true }]);
    expect(tasks).toEqual([]);
  });

  it('proves nothing when the return closes without an outcome: finance looks', () => {
    const { told, tasks } = after(...inDoubt, closedEmpty(12));
    expect(told).toContain('ReturnClosed');
    expect(told).not.toContain('ReturnProcessed');
    expect(tasks).toEqual(['give-outcome']);
  });

  it('is out of doubt once it is known to be queued', () => {
    expect(after(...inDoubt, queued(12)).tasks).toEqual([]);
    expect(after(...inDoubt, queued(12), doubted(80)).tasks).toEqual(['check-processing']);
  });
});

describe('processing that did not happen', () => {
  it('because it was refused is told, and needs a person', () => {
    const { told, data, tasks } = after(read(1), cleared(2), refused(3));
    expect(told).toEqual(['ReturnInitiated', 'ReturnProcessingFailed', 'TaskOpened']);
    expect(data('ReturnProcessingFailed')).toMatchObject([{ message: 'Loop refused' }]);
    expect(tasks).toEqual(['processing-failed']);
  });

  it('because the return had ended already is no failure', () => {
    const { told, state } = after(read(1), cleared(2), refused(3, true));
    expect(told).toEqual(['ReturnInitiated']);
    expect(state.request).toBe('overtaken');
    expect(after(read(1), cleared(2), refused(3, true), closed(4)).data('ReturnProcessed')).toMatchObject([
      { processedByUs: false },
    ]);
    expect(after(read(1), cleared(2), refused(3, true), closedEmpty(4)).told).toContain('ReturnClosed');
  });

  it('because it failed in the background is told, without a message when there is none', () => {
    const { data, tasks } = after(read(1), cleared(2), queued(3), failed(4), failed(5));
    expect(data('ReturnProcessingFailed')).toEqual([
      { returnId: 'northfold-88120045', failedAt: minute(4).toISOString(), message: null },
    ]);
    expect(data('TaskOpened')).toMatchObject([
      { kind: 'processing-failed', why: expect.stringContaining('No reason') },
    ]);
    expect(tasks).toEqual(['processing-failed']);
  });

  it('may be told before the answer that it was queued', () => {
    const { state, tasks } = after(read(1), cleared(2), failed(4), queued(3));
    expect(state).toMatchObject({ request: 'queued', trouble: { kind: 'failed' } });
    expect(tasks).toEqual(['processing-failed']);
  });

  it('is over once somebody has processed the return by hand', () => {
    for (const trouble of [refused(3), failed(3)]) {
      const { data, tasks } = after(read(1), cleared(2), trouble, closed(5));
      expect(data('ReturnProcessed')).toMatchObject([{ processedByUs: false }]);
      expect(tasks).toEqual([]);
    }
  });

  it('and was closed by hand gave the shopper nothing', () => {
    const { told, tasks } = after(read(1), cleared(2), queued(3), failed(4), closedEmpty(5));
    expect(told).toContain('ReturnClosed');
    expect(tasks).toEqual(['give-outcome']);
  });

  it('is over when the refused call was retried and taken on', () => {
    const { tasks, data } = after(read(1), cleared(2), refused(3), queued(9), closed(10));
    expect(data('TaskClosed')).toHaveLength(1);
    expect(data('ReturnProcessed')).toMatchObject([{ processedByUs: true }]);
    expect(tasks).toEqual([]);
  });

  it('is no news about a return that has ended', () => {
    expect(after(read(1), closed(2), failed(3)).types).toEqual([]);
    expect(after(read(1), cleared(2), closed(3), refused(4)).told).not.toContain('ReturnProcessingFailed');
  });

  it('is told as well where somebody else triggers it', () => {
    expect(after(read(1), failed(2, 'Insufficient funds')).data('ReturnProcessingFailed')).toMatchObject([
      { message: 'Insufficient funds' },
    ]);
  });

  it('closes no task before it was opened, although clocks differ', () => {
    const { data } = after(read(1), cleared(2), failed(10), closed(9));
    expect(data('TaskClosed')[0]?.closedAt).toBe(data('TaskOpened')[0]?.openedAt);
  });
});
