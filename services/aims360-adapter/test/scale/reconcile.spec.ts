import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { manualClock } from '@backhaul/simulators';
import type { SweepDefinition } from '@backhaul/service-kit';
import type { Changed } from '../../src/aims360/port.js';
import { sweepOfChanges } from '../../src/sweep/sweep-of-changes.js';
import { ACCOUNT, never, openErp, type TestErp } from '../support/erp.js';

/** As the service polls: the same four lists, each through a sweep, without what is behind them. */
describe('an account with 20 000 RMAs, of which 5 000 have open credits', () => {
  let erp: TestErp;
  let sweeps: SweepDefinition[];
  let marks: Map<string, string | null>;
  let observed: Map<string, number>;
  beforeAll(async () => {
    erp = await openErp({ clock: manualClock('2026-09-20T12:00:00Z') });
    erp.door.seedMany(ACCOUNT, { rmas: 20_000, openCredits: 5_000, openRmas: 1_000 });
    // Credits stop where the RMAs begin that nothing came for yet; they are read from ten minutes before.
    const mark = '2026-09-20T11:38:00.000Z';
    marks = new Map([
      ['credits-northfold', mark],
      ['adjustments-northfold', mark],
    ]);
    observed = new Map();
    const client = erp.client({ section: { timeoutSeconds: 30 } });
    sweeps = [
      sweep('rmas', (since) => client.changedRmas(since, never)),
      sweep('credits', (since) => client.openCredits(since, never)),
      sweep('adjustments', (since) => client.adjustments(since, never)),
      sweep('staged-orders', (since) => client.stagedOrders(since, never)),
    ];
  }, 120_000);
  afterAll(() => erp.simulator.close());

  const sweep = <T>(name: string, read: (since: Date) => AsyncIterable<readonly Changed<T>[]>): SweepDefinition =>
    sweepOfChanges<T>({
      name,
      merchantId: 'northfold',
      everySeconds: 60,
      clock: erp.simulator.clock,
      read,
      observe: () => Promise.resolve(void observed.set(name, (observed.get(name) ?? 0) + 1)),
    });

  /** All four one after another; answers how many calls it took. */
  async function pass(): Promise<number> {
    const before = erp.simulator.calls.length;
    for (const { name, run } of sweeps) {
      const watermark = marks.get(name) ?? null;
      marks.set(name, await run({ merchantId: 'northfold', watermark, signal: never }));
    }
    return erp.simulator.calls.length - before;
  }

  it('is read once through, and then costs under 30 calls a pass while nothing changes', async () => {
    await pass();
    expect(observed.get('rmas')).toBe(20_000);
    expect(observed.get('credits')).toBe(621);
    expect(observed.get('adjustments')).toBe(621);
    const seen = JSON.stringify([...observed]);
    for (const _ of [1, 2]) expect(await pass()).toBeLessThan(30);
    expect(JSON.stringify([...observed])).toBe(seen);
  }, 600_000);
});

describe('what a sweep remembers', () => {
  it('is what the next look can show again, not the account', async () => {
    const at = (second: number) => new Date(Date.parse('2026-09-20T00:00:00Z') + second * 1000).toISOString();
    const rows = Array.from({ length: 20_000 }, (_, index) => ({ changedAt: at(index), what: String(index) }));
    let observations = 0;
    const one = sweepOfChanges<string>({
      name: 'things',
      merchantId: 'northfold',
      everySeconds: 60,
      clock: { now: () => new Date('2026-09-20T12:00:00Z') },
      async *read(since) {
        yield rows.filter(({ changedAt }) => changedAt >= since.toISOString());
      },
      observe: () => Promise.resolve(void (observations += 1)),
    });
    const mark = await one.run({ merchantId: 'northfold', watermark: null, signal: never });
    expect(observations).toBe(20_000);
    await one.run({ merchantId: 'northfold', watermark: mark, signal: never });
    expect(observations).toBe(20_000);
  });
});
