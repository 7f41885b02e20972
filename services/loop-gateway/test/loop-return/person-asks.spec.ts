import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../src/loop-return/person-rules.js';
import type { LoopReturnCommand, PersonsCommand } from '../../src/loop-return/commands.js';
import {
  after,
  amounts,
  asked,
  cleared,
  closed,
  doubted,
  exchanged,
  failed,
  jacket,
  queued,
  read,
  refund,
  refused,
  removal,
  usd,
  vest,
} from '../support/returns.js';

const both = { units: [jacket, vest], amounts: { ...amounts, refund: usd(18036) } };
const review = { state: 'review' as const };
const refusal = (command: PersonsCommand, ...before: LoopReturnCommand[]): string | undefined => {
  const code = refusalOf(command, after(...before).state)?.code;
  expect(after(...before, command).types).toEqual(code === undefined ? expect.arrayContaining(['PersonAsked']) : []);
  return code;
};

describe('a person who asks for processing', () => {
  it('has a held return processed, although nothing has cleared it', () => {
    const { calls, data } = after(read(1, review), asked(2), queued(3), closed(4));
    expect(calls[0]).toEqual({
      key: 'process:northfold-88120045',
      kind: 'loop.process',
      payload: { returnId: 'northfold-88120045' },
    });
    expect(data('ReturnProcessed')).toMatchObject([{ processedByUs: true }]);
  });

  it('keeps it from being asked for again when it is cleared later', () => {
    expect(after(read(1, review), asked(2), queued(3), cleared(4)).callsOf('loop.process')).toHaveLength(1);
  });

  it.each([
    ['was refused', [cleared(2), refused(3)]],
    ['failed in the background', [cleared(2), queued(3), failed(4)]],
  ])('may ask again, under a key of its own, after the request %s', (_, before) => {
    const again = after(read(1), ...before, asked(5));
    expect(again.callsOf('loop.process').map(({ key }) => key)).toEqual([
      'process:northfold-88120045',
      'process:northfold-88120045:2',
    ]);
    expect(again.tasks).toEqual([]);
    expect(after(read(1), ...before, asked(5), failed(6)).tasks).toEqual(['processing-failed']);
    expect(
      after(read(1), ...before, asked(5), queued(6))
        .callsOf('loop.check-processed')
        .at(-1)?.key,
    ).toBe('check:northfold-88120045:2');
  });

  it('may ask again for an exchange item that was out of stock', () => {
    const partly = { ...exchanged, ...review, owesExchange: true, refunds: [refund('1', 3888)] };
    expect(refusal(asked(5), read(1, exchanged), cleared(2), queued(3), read(4, partly))).toBeUndefined();
  });

  it('is refused while a request may still take effect', () => {
    expect(refusal(asked(3), read(1), cleared(2))).toBe('PROCESSING_UNDER_WAY');
    expect(refusal(asked(4), read(1), cleared(2), queued(3))).toBe('PROCESSING_UNDER_WAY');
    expect(refusal(asked(4), read(1), cleared(2), doubted(3))).toBe('PROCESSING_UNDER_WAY');
  });

  it('is refused for a return that has ended', () => {
    expect(refusal(asked(3), read(1), closed(2))).toBe('RETURN_ENDED');
  });

  it.each([
    ['vendor-link', 'PROCESSING_NOT_OURS'],
    ['loop', 'PROCESSING_NOT_OURS'],
    ['person', undefined],
    ['backhaul', undefined],
  ] as const)('at a store where %s processes is answered %s', (owner, code) => {
    expect(refusal(asked(2), { ...read(1), owner })).toBe(code);
  });
});

describe('a person who takes units off', () => {
  it('has the rest processed: it is a request like any other', () => {
    const { calls, data, tasks } = after(read(1, both), removal(2, '640011'), queued(3), closed(4));
    expect(calls[0]).toEqual({
      key: 'remove:northfold-88120045:1',
      kind: 'loop.remove-units',
      payload: { returnId: 'northfold-88120045', unitIds: ['640011'] },
    });
    expect(data('ReturnUnitsRemoved')).toMatchObject([{ unitIds: ['640011'] }]);
    expect(data('ReturnProcessed')).toMatchObject([{ processedByUs: true }]);
    expect(tasks).toEqual([]);
  });

  it('is told when Loop refuses', () => {
    const { tasks, told } = after(read(1, both), removal(2, '640011'), refused(3));
    expect(told).toContain('ReturnProcessingFailed');
    expect(tasks).toEqual(['processing-failed']);
  });

  it.each([
    ['UNIT_UNKNOWN', removal(3, '640011', '1'), [read(1, both)]],
    ['RETURN_HAS_EXCHANGE', removal(3, '640010'), [read(1, exchanged)]],
    ['PROCESSING_UNDER_WAY', removal(3, '640010'), [read(1, both), cleared(2)]],
    ['RETURN_ENDED', removal(3, '640010'), [closed(1)]],
  ])('is refused with %s', (code, command, before) => {
    expect(refusal(command, ...before)).toBe(code);
  });
});

describe('a person who cancels or flags', () => {
  it('plans the call, once for each time', () => {
    const { calls, tasks } = after(read(1), asked(2, 'FlagReturn'), asked(3, 'CancelReturn'));
    expect(calls).toEqual([
      { key: 'flag:northfold-88120045:1', kind: 'loop.flag', payload: { returnId: 'northfold-88120045' } },
      { key: 'cancel:northfold-88120045:2', kind: 'loop.cancel', payload: { returnId: 'northfold-88120045' } },
    ]);
    expect(tasks).toEqual([]);
  });

  it.each([
    ['RETURN_IN_REVIEW', asked(3, 'FlagReturn'), [read(1, review)]],
    ['RETURN_IN_REVIEW', asked(3, 'CancelReturn'), [read(1, review)]],
    ['PROCESSING_UNDER_WAY', asked(3, 'CancelReturn'), [read(1), cleared(2)]],
    ['RETURN_ENDED', asked(3, 'FlagReturn'), [read(1, { state: 'expired' as const })]],
  ])('is refused with %s', (code, command, before) => {
    expect(refusal(command, ...before)).toBe(code);
  });
});
