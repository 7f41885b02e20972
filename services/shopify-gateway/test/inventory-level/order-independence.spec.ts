import { describe, expect, it } from '@jest/globals';
import type { CallIntent } from '@backhaul/contracts';
import fc from 'fast-check';
import type { ExportedLevel, InventoryLevelCommand } from '../../src/inventory-level/commands.js';
import { inventoryLevel } from '../../src/inventory-level/decide.js';
import type { InventoryLevelEvent } from '../../src/inventory-level/events.js';
import { isOvertaken, type InventoryLevel } from '../../src/inventory-level/state.js';

const at = new Date('2026-09-20T15:00:00Z');

const exportsOf = (minutes: readonly number[]): ExportedLevel[] =>
  minutes.map((minute, index) => ({
    exportId: `e${index}`,
    returnId: `oakandlinen-${index}`,
    sku: 'OAK-1',
    locationId: '66',
    available: 10 + index,
    exportedAt: new Date(at.getTime() + minute * 60_000),
  }));

/** Several exports, some of one time, in any order and repeated. */
const commands = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }).chain((minutes) => {
  const all = exportsOf(minutes).flatMap((level): InventoryLevelCommand[] => [
    { kind: 'TakeExport', level },
    { kind: 'ConfirmSet', level, at },
  ]);
  return fc
    .tuple(fc.array(fc.constantFrom(...all), { maxLength: 6 }), fc.constant(all))
    .chain(([again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }))
    .map((shuffled) => ({ straight: all, shuffled }));
});

function run(all: readonly InventoryLevelCommand[]) {
  let state: InventoryLevel = inventoryLevel.initial;
  const events: InventoryLevelEvent[] = [];
  const calls: CallIntent[] = [];
  for (const command of all) {
    const decided = inventoryLevel.decide(command, state);
    state = decided.events.reduce(inventoryLevel.evolve, state);
    events.push(...decided.events);
    calls.push(...decided.calls);
  }
  return { state, events: textsOf(events), calls: textsOf(calls) };
}

const textsOf = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort();
const digest = ({ newest, taken, settled }: InventoryLevel) => ({
  newest,
  taken: [...taken].sort(),
  settled: [...settled].sort(),
});

describe('exports of one SKU at one location', () => {
  it('end alike, with the same events and calls, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(commands, ({ straight, shuffled }) => {
        const [expected, got] = [run(straight), run(shuffled)];
        expect(digest(got.state)).toEqual(digest(expected.state));
        expect(got.events).toEqual(expected.events);
        expect(got.calls).toEqual(expected.calls);
      }),
    );
  });

  it('leave one winner: every other one is overtaken once the newest is in the shop', () => {
    fc.assert(
      fc.property(commands, ({ straight, shuffled }) => {
        const { state } = run(shuffled);
        const levels = straight.flatMap((command) => (command.kind === 'TakeExport' ? [command.level] : []));
        const winners = levels.filter((level) => !isOvertaken(state, level));
        const latest = Math.max(...levels.map(({ exportedAt }) => exportedAt.getTime()));
        expect(winners).toHaveLength(1);
        expect(winners[0]?.exportedAt.getTime()).toBe(latest);
      }),
    );
  });
});
