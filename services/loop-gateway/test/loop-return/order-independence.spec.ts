import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LoopReturnCommand } from '../../src/loop-return/commands.js';
import type { LoopReturn } from '../../src/loop-return/state.js';
import {
  after,
  amounts,
  authorized,
  cleared,
  closed,
  exchanged,
  failed,
  held,
  jacket,
  note,
  queued,
  read,
  refused,
  usd,
  vest,
} from '../support/returns.js';

const parcel = (status: string) => ({ carrier: 'UPS', trackingNumber: '1Z9', status, labelUrl: null });

/** Readings of a return in the order of their times: of such a list, every order of arrival is possible. */
const live = [
  read(1, { parcel: parcel('new') }),
  read(2, { parcel: parcel('pre_transit') }),
  read(3, { state: 'review' }),
  read(4, { parcel: parcel('in_transit') }),
  read(5, { units: [jacket, vest], amounts: { ...amounts, refund: usd(18036) } }),
  read(6, { units: [jacket, vest], amounts: { ...amounts, refund: usd(18036) }, parcel: parcel('delivered') }),
  read(7, { ...exchanged, units: [vest], parcel: parcel('delivered') }),
];
const others = [authorized(7), cleared(8), note(9, 'n1'), note(10, 'n2'), held(11, 'h1'), failed(12)];
const ends: LoopReturnCommand[][] = [
  [closed(20)],
  [closed(20), closed(21, { parcel: parcel('delivered') })],
  [read(20, { state: 'cancelled' })],
  [read(20, { state: 'expired' })],
  [read(20, { state: 'expired' }), read(21, { parcel: parcel('in_transit') })],
];

/** Some of the facts, some of them several times, in any order; `straight` is each of them once, in the order of their times. */
const interleaved = (facts: readonly LoopReturnCommand[], always: readonly LoopReturnCommand[] = []) =>
  fc
    .subarray([...facts], { minLength: 1 })
    .map((some) => [...some, ...always])
    .chain((straight) =>
      fc
        .tuple(fc.array(fc.constantFrom(...straight), { maxLength: 8 }), fc.constant(straight))
        .chain(([again]) => fc.shuffledSubarray([...straight, ...again], { minLength: straight.length + again.length }))
        .map((shuffled) => ({ straight, shuffled })),
    );

/** What must not depend on the order. What was told first does: it is whatever was read first. */
const digest = ({ stage, seen, authorization, clearance, request, trouble, noted }: LoopReturn) => ({
  stage: stage.name,
  seen,
  authorization,
  clearance,
  request,
  trouble,
  noted: [...noted].sort(),
});

const keysOf = (list: readonly { key: string }[]) => list.map(({ key }) => key).sort();
const processCalls = ({ calls }: ReturnType<typeof after>) => calls.filter(({ kind }) => kind === 'loop.process');

describe('the facts of a return that is under way', () => {
  it('end in the same state with the same calls, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(interleaved([...live, ...others]), ({ straight, shuffled }) => {
        const [expected, got] = [after(...straight), after(...shuffled)];
        expect(digest(got.state)).toEqual(digest(expected.state));
        expect(keysOf(got.calls)).toEqual(keysOf(expected.calls));
      }),
      { numRuns: 300 },
    );
  });

  it('are told in the end as they are now, each revision counted, and every unit that went is told once', () => {
    fc.assert(
      fc.property(interleaved([...live, ...others]), ({ shuffled }) => {
        const { state, tasks, data } = after(...shuffled);
        expect(state.told?.digest).toBe(state.seen?.digest);
        expect(data('ReturnRevised').map(({ revision }) => revision)).toEqual(
          data('ReturnRevised').map((_, index) => index + 2),
        );
        const units = new Set(data('ReturnInitiated').flatMap((one) => one.units.map(({ unitId }) => unitId)));
        for (const event of [...data('ReturnRevised')]) for (const { unitId } of event.units) units.add(unitId);
        const removed = data('ReturnUnitsRemoved').flatMap(({ unitIds }) => unitIds);
        expect(new Set(removed).size).toBe(removed.length);
        expect([...units].filter((unitId) => !removed.includes(unitId)).sort()).toEqual(
          [...(state.told?.unitIds ?? [])].sort(),
        );
        expect(tasks.includes('processing-failed')).toBe(state.trouble !== null && state.seen !== null);
      }),
      { numRuns: 300 },
    );
  });

  it('tell of the return once, and of each thing that went wrong once', () => {
    fc.assert(
      fc.property(interleaved([...live, ...others]), ({ shuffled }) => {
        const { told, events } = after(...shuffled);
        expect(told.filter((type) => type === 'ReturnInitiated').length).toBeLessThanOrEqual(1);
        expect(told.filter((type) => type === 'ReturnProcessingFailed').length).toBeLessThanOrEqual(1);
        const opened = events.flatMap((event) => (event.type === 'TaskOpened' ? [event.data.taskId] : []));
        expect(new Set(opened).size).toBe(opened.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the facts of a return that has ended', () => {
  const all = fc
    .constantFrom(...ends)
    .chain((end) => interleaved([...live, ...others], end).map((facts) => ({ ...facts, end })));

  it('end where the newest reading says, whatever comes after it, with at most one request', () => {
    fc.assert(
      fc.property(all, ({ straight, shuffled, end }) => {
        const [expected, got] = [after(...straight), after(...shuffled)];
        expect(got.state.stage.name).toBe(after(...end).state.stage.name);
        expect(got.state.seen?.updatedAt).toBe(expected.state.seen?.updatedAt);
        expect(got.state.seen?.parcel).toEqual(expected.state.seen?.parcel);
        expect(processCalls(got).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('end in the same tasks when the same was known of the request', () => {
    fc.assert(
      fc.property(all, ({ shuffled }) => {
        const { state, tasks } = after(...shuffled);
        const open = state.stage.name === 'open';
        const ended = state.stage.name === 'cancelled' || state.stage.name === 'expired';
        expect(tasks.includes('give-outcome')).toBe(ended && state.clearance !== null);
        expect(tasks.includes('void-authorization')).toBe(
          ended && state.clearance === null && state.authorization !== null,
        );
        if (!open) expect(tasks).not.toContain('processing-failed');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a request', () => {
  /** However the runner's answers fall between the facts, one call is planned, and a return with its refund is processed. */
  it('is made once, and the refund settles it, whatever its answers are and whenever they come', () => {
    const facts = interleaved([...live, ...others], [read(1), cleared(8)]);
    const answers = fc.array(fc.constantFrom(queued(13), refused(13), refused(13, true)), { maxLength: 3 });
    fc.assert(
      fc.property(facts, answers, fc.infiniteStream(fc.nat()), ({ shuffled }, given, at) => {
        const mixed = [...shuffled];
        for (const answer of given) mixed.splice((at.next().value as number) % (mixed.length + 1), 0, answer);
        const { state, ...rest } = after(...mixed, closed(30));
        expect(processCalls({ state, ...rest })).toHaveLength(1);
        expect(state).toMatchObject({ stage: { name: 'processed' }, given: { outcomes: ['refund:8899001122334'] } });
        expect(rest.data('ReturnProcessed')).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});
