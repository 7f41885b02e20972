import { describe, expect, it } from '@jest/globals';
import {
  warehouseMessage,
  type WarehouseMessageCommand,
  type WarehouseMessageEvent,
} from '../src/warehouse-message/decide.js';

const at = new Date('2026-03-10T12:00:00.000Z');
const message = {
  ...{ messageKey: 'ra:7:700123', attempt: 1, returnId: 'oaklinen-88400012', raNumber: '700123', document: '943' },
  fileName: 'OAKLINEN_943_700123_20260310120000.edi',
};
type Outcome = 'accepted' | 'rejected' | 'missing';
const answered = (outcome: Outcome, change: Partial<typeof message> = {}): WarehouseMessageCommand => ({
  ...{ kind: 'RecordAnswer', message: { ...message, ...change }, outcome, at },
  reasons: outcome === 'rejected' ? ['a segment is wrong'] : [],
});
const sentAgain: WarehouseMessageCommand = { kind: 'RecordSentAgain', fileName: 'again.edi', by: 'Ida', at };

/** What came of these commands, one after the other. */
function after(...commands: WarehouseMessageCommand[]): string[] {
  let state = warehouseMessage.initial;
  const events: WarehouseMessageEvent[] = [];
  for (const command of commands) {
    const decision = warehouseMessage.decide(command, state);
    events.push(...decision.events);
    state = decision.events.reduce(warehouseMessage.evolve, state);
  }
  return events.map(({ type, data }) => `${type} ${data.taskId}`);
}

const opened = (kind: string, attempt = 1): string => `TaskOpened announcement-${kind}:ra:7:700123:${attempt}`;
const closed = (kind: string, attempt = 1): string => `TaskClosed announcement-${kind}:ra:7:700123:${attempt}`;

describe('a message to a warehouse', () => {
  it('that is accepted is no work for anybody', () => {
    expect(after(answered('accepted'))).toEqual([]);
  });

  it('that is rejected is a task, told once, which closes when it is sent again', () => {
    expect(after(answered('rejected'), answered('rejected'), sentAgain)).toEqual([
      opened('rejected'),
      closed('rejected'),
    ]);
  });

  it('that is not answered is a task, which closes when the answer comes late', () => {
    expect(after(answered('missing'), answered('accepted'))).toEqual([opened('unanswered'), closed('unanswered')]);
  });

  it('that is rejected late has one open task, with the reason', () => {
    expect(after(answered('missing'), answered('rejected'))).toEqual([
      opened('unanswered'),
      closed('unanswered'),
      opened('rejected'),
    ]);
  });

  it('that is rejected again after it was sent again is another task', () => {
    expect(after(answered('rejected'), sentAgain, answered('rejected', { attempt: 2 }))).toEqual([
      opened('rejected'),
      closed('rejected'),
      opened('rejected', 2),
    ]);
  });
});
