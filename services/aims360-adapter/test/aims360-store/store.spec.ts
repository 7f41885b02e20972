import { describe, expect, it } from '@jest/globals';
import { aims360Store, type Aims360StoreCommand, type Aims360StoreEvent } from '../../src/aims360-store/decide.js';

const at = new Date('2026-09-21T10:00:00Z');
const lose = { kind: 'LoseOperation', merchantId: 'northfold', operation: 'createRma', at } as const;
const regain = { ...lose, kind: 'RegainOperation' } as const;
const problem = { why: 'The view Loop Returns has no column Price.', columns: ['Price'] };
const report = { kind: 'ReportView', merchantId: 'northfold', view: 'Loop Returns', problem, at } as const;
const clear = { kind: 'ClearView', merchantId: 'northfold', view: 'Loop Returns', at } as const;

function after(...commands: Aims360StoreCommand[]): Aims360StoreEvent[] {
  let state = aims360Store.initial;
  return commands.flatMap((command) => {
    const { events } = aims360Store.decide(command, state);
    state = events.reduce((next, event) => aims360Store.evolve(next, event), state);
    return events;
  });
}
const typesOf = (...commands: Aims360StoreCommand[]) => after(...commands).map(({ type }) => type);

describe('an operation for which the store’s AIMS360 has no call', () => {
  it('is told to a person once, with the setting that it stands for', () => {
    expect(after(lose, lose)).toMatchObject([
      { type: 'OperationLost', data: { operation: 'createRma' } },
      {
        type: 'TaskOpened',
        data: { kind: 'no-write-api', returnId: null, values: { setting: 'aims360.modes.createRma' } },
      },
    ]);
  });

  it('is ours again once there is a call, and told as done', () => {
    expect(typesOf(lose, regain, regain)).toEqual(['OperationLost', 'TaskOpened', 'OperationRegained', 'TaskClosed']);
    expect(typesOf(regain)).toEqual([]);
  });
});

describe('a view that cannot be read', () => {
  it('is a task that names the view and its columns, told again only in other words', () => {
    const other = { ...report, problem: { why: 'The export failed.', columns: [] } };
    expect(after(report, report, other)).toMatchObject([
      { type: 'ViewBroken' },
      {
        type: 'TaskOpened',
        data: { kind: 'view-column-missing', values: { view: 'Loop Returns', columns: 'Price' } },
      },
      { type: 'ViewBroken' },
      { type: 'TaskOpened' },
    ]);
  });

  it('is over by itself once it is read again', () => {
    expect(typesOf(clear, report, clear, clear)).toEqual(['ViewBroken', 'TaskOpened', 'ViewMended', 'TaskClosed']);
  });
});
