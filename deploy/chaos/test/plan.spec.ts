import { serviceNames } from '@backhaul/contracts';
import { describe, expect, it } from '@jest/globals';
import { digestOf, makePlan } from '../src/plan/plan.js';
import { endOf, shapesOf } from '../src/plan/shapes.js';

const plan = (seed: number, returns = 60, calm = false) => makePlan({ seed, returns, bus: 'kafka', calm });

describe('the plan of a chaos run', () => {
  it('is the same for the same seed, to the byte, and another for another seed', () => {
    expect(JSON.stringify(plan(7))).toBe(JSON.stringify(plan(7)));
    expect(digestOf(plan(7))).toBe(digestOf(plan(7)));
    const digests = Array.from({ length: 50 }, (_, seed) => digestOf(plan(seed)));
    expect(new Set(digests).size).toBe(50);
  });

  it.each([20, 24, 200])('%i returns bring every shape of both stores, and go wrong in every way', (count) => {
    const { returns, vendorFaults, blows } = plan(3, count);
    expect(returns.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    for (const store of ['northfold', 'oaklinen'] as const) {
      const shapes = new Set(returns.filter((one) => one.store === store).map(({ shape }) => shape));
      expect([...shapes].sort()).toEqual([...shapesOf[store]].sort());
    }
    const effects = new Set(vendorFaults.map(({ effect }) => JSON.stringify(effect)));
    expect(effects.size).toBe(10);
    const killed = blows.flatMap(({ blow }) => (blow.kind === 'kill' ? blow.services : []));
    expect([...new Set(killed)].sort()).toEqual([...serviceNames].sort());
    const restarted = blows.flatMap(({ blow }) => (blow.kind === 'restart' ? [blow.server] : []));
    expect([...new Set(restarted)].sort()).toEqual(['Kafka', 'Postgres']);
    const disturbed = blows.flatMap(({ blow }) => (blow.kind === 'webhooks' ? Object.keys(blow.disturb) : []));
    expect([...new Set(disturbed)].sort()).toEqual(['delay', 'drop', 'duplicate', 'reorder']);
  });

  it('anchors everything to progress that is sure to be made', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { returns, vendorFaults, blows } = plan(seed, 40);
      for (const { at } of blows) expect(at).toBeLessThanOrEqual(40);
      const imports = returns.filter(({ store, shape }) => store === 'oaklinen' && endOf[shape] === 'settled').length;
      const ofImports = vendorFaults.filter(({ what }) => what === 'import refund');
      expect(ofImports.length).toBeGreaterThan(0);
      for (const { after } of ofImports) expect(after).toBeLessThan(imports);
    }
  });

  it('kills each caller once while it waits for an answer that never comes', () => {
    const killing = plan(9).vendorFaults.filter(({ kills }) => kills !== null);
    expect(new Set(killing.map(({ effect }) => JSON.stringify(effect)))).toEqual(
      new Set([JSON.stringify({ kind: 'after-commit', then: 'timeout' })]),
    );
    const callers = serviceNames.filter((name) => name !== 'ledger');
    expect([...new Set(killing.map(({ kills }) => kills))].sort()).toEqual([...callers].sort());
  });

  it('has returns and nothing else when all shall stay calm', () => {
    expect(plan(7, 60, true)).toEqual({ returns: plan(7).returns, vendorFaults: [], blows: [] });
  });

  it('restarts no broker where the bus is on Postgres', () => {
    const { blows } = makePlan({ seed: 7, returns: 300, bus: 'postgres', calm: false });
    const restarted = blows.flatMap(({ blow }) => (blow.kind === 'restart' ? [blow.server] : []));
    expect(new Set(restarted)).toEqual(new Set(['Postgres']));
  });
});
