import { describe, expect, it } from '@jest/globals';
import type { LoopReturnCommand } from '../../src/loop-return/commands.js';
import type { LeftCall } from '../../src/loop-return/left-calls.js';
import { after, closed, held, minute, note, read, returnId } from '../support/returns.js';

const reason = 'Loop does not say whether it took the call: status 503.';
const leave = (at: number, call: string, left: LeftCall): LoopReturnCommand => ({
  kind: 'LeaveToPerson',
  returnId,
  call,
  left,
  at: minute(at),
});
const done = (at: number, call: string): LoopReturnCommand => ({
  kind: 'RecordCarriedOut',
  returnId,
  call,
  at: minute(at),
});
const flagInDoubt = leave(3, 'flag:h1', { effect: 'flag', reason });
const noteInDoubt = leave(3, 'note:n1', { effect: 'note', reason, text: 'Note n1' });

describe('a flag of which nobody knows whether it is there', () => {
  it('is for an operator, with the return and the call', () => {
    const { data } = after(read(1), held(2, 'h1'), flagInDoubt, flagInDoubt);
    expect(data('TaskOpened')).toMatchObject([
      { kind: 'flag-return', role: 'operator', values: { return: returnId, call: 'flag:h1' } },
    ]);
    expect(data('TaskOpened')[0]?.why).toContain(reason);
  });

  it('is no longer when it was found, or the return is seen in review, or has ended', () => {
    const doubtful = [read(1), held(2, 'h1'), flagInDoubt];
    for (const end of [done(4, 'flag:h1'), read(4, { state: 'review' }), closed(4)]) {
      expect(after(...doubtful, end).tasks).not.toContain('flag-return');
    }
    expect(after(...doubtful, read(4)).tasks).toContain('flag-return');
  });
});

describe('a note of which nobody knows whether it is there', () => {
  it('is for an operator with its exact words, each note on its own, until it was found', () => {
    const other = leave(3, 'note:n2', { effect: 'note', reason, text: 'Note n2' });
    const both = [read(1), note(2, 'n1'), note(2, 'n2'), noteInDoubt, other];
    const { data } = after(...both);
    expect(data('TaskOpened').map(({ kind, values }) => [kind, values['note']])).toEqual([
      ['write-note', 'Note n1'],
      ['write-note', 'Note n2'],
    ]);
    const found = after(...both, done(4, 'note:n1'), done(5, 'note:n1'));
    expect(found.data('TaskClosed').map(({ taskId }) => taskId)).toEqual([data('TaskOpened')[0]?.taskId]);
  });
});

describe('a flag or a note that went through at once', () => {
  it('changes nothing', () => {
    expect(after(read(1), note(2, 'n1'), done(3, 'note:n1')).types).toEqual([]);
  });
});
