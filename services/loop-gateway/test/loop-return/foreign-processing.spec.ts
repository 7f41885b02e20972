import { describe, expect, it } from '@jest/globals';
import type { LoopReturnCommand } from '../../src/loop-return/commands.js';
import {
  after,
  asked,
  cleared,
  closed,
  doubted,
  failed,
  held,
  ours,
  queued,
  read,
  refused,
} from '../support/returns.js';

const open = ours(read(1));
const done = ours(closed(9));
const isForeign = (...commands: LoopReturnCommand[]) => after(...commands).state.foreign;

describe('a return that was processed where processing is ours', () => {
  it('by nobody whom we know was processed by a foreign system', () => {
    expect(after(open, done).data('ForeignProcessingSeen')).toEqual([{ processedAt: '2026-09-14T16:11:11.000Z' }]);
    expect(isForeign(open, cleared(8, 'vendor-link'), done)).toBe(true);
  });

  it('while our own request found it closed already was processed by somebody faster', () => {
    expect(isForeign(open, cleared(8), refused(9, true), done)).toBe(true);
    expect(isForeign(open, cleared(8), done, refused(9, true))).toBe(true);
  });

  it('at our request was not', () => {
    expect(isForeign(open, cleared(2), queued(3), done)).toBe(false);
    expect(isForeign(open, cleared(2), done, queued(3))).toBe(false);
    expect(isForeign(open, cleared(2), done)).toBe(false);
  });

  it.each([
    ['was flagged', [ours(read(2, { state: 'review' }))]],
    ['was flagged and released', [ours(read(2, { state: 'review' })), ours(read(3))]],
    ['was held', [held(2, 'h1')]],
    ['had failed', [failed(2)]],
    ['was refused to us', [cleared(2), refused(3)]],
    ['was in doubt', [cleared(2), doubted(3)]],
    ['was asked for by a person', [asked(2), refused(3, true)]],
  ])('and %s may have been processed by a person', (_, reasons) => {
    expect(isForeign(open, ...reasons, done)).toBe(false);
  });

  it('before we ever saw it open accuses nobody', () => {
    expect(isForeign(done)).toBe(false);
  });

  it('is found once', () => {
    expect(
      after(open, done, ours(closed(10, { parcel: { ...read(1).snapshot.parcel, status: 'delivered' } }))).types,
    ).toEqual(['ParcelProgressed', 'SnapshotTaken']);
  });
});

it.each(['vendor-link', 'loop', 'person'] as const)('where %s processes, nobody is foreign', (owner) => {
  expect(isForeign({ ...read(1), owner }, { ...closed(2), owner })).toBe(false);
});
