import { createLogger, Merchants, newEventId, Readiness } from '@backhaul/service-kit';
import { describe, expect, it } from '@jest/globals';
import { Stack } from '../src/boot/stack.js';
import { Metrics } from '../src/health/metrics.js';

const log = createLogger({ service: 'ledger', level: 'silent' });

describe('readiness', () => {
  it('names what is not ready by its code, never by the text of a driver', async () => {
    const readiness = new Readiness();
    readiness.add({ name: 'postgres', check: () => Promise.resolve() });
    readiness.add({
      name: 'bus',
      check: () => Promise.reject(Object.assign(new Error('pw'), { code: 'ECONNREFUSED' })),
    });
    readiness.add({ name: 'sweeps', check: () => Promise.resolve('1 of 2 failing') });
    expect(await readiness.report()).toEqual({
      ready: false,
      checks: {
        postgres: { ok: true },
        bus: { ok: false, detail: 'ECONNREFUSED' },
        sweeps: { ok: true, detail: '1 of 2 failing' },
      },
    });
  });
});

describe('what was opened', () => {
  it('is closed in reverse order, once, also when a part fails or hangs', async () => {
    const closed: string[] = [];
    const stack = new Stack(log);
    stack.add('database', () => Promise.resolve(void closed.push('database')));
    stack.add('hanging', () => new Promise(() => closed.push('hanging')));
    stack.addBeside('broken', () => Promise.reject(new Error('x')));
    stack.add('http', () => Promise.resolve(void closed.push('http')));
    await Promise.all([stack.close(150), stack.close(150)]);
    expect(closed).toEqual(['http', 'hanging', 'database']);
  });
});

describe('merchants', () => {
  const base = { name: 'N', currency: 'USD', timeZone: 'UTC' };
  const merchants = new Merchants<{ rlm?: { company: string } }>([
    { id: 'northfold', ...base },
    { id: 'oak', ...base, rlm: { company: '1' } },
  ]);

  it('are found by id, and one that is not there is told', () => {
    expect(merchants.get('oak').rlm?.company).toBe('1');
    expect(merchants.find('x')).toBeUndefined();
    expect(() => merchants.get('x')).toThrow(expect.objectContaining({ code: 'MERCHANT_UNKNOWN' }));
  });

  it('can be those that have a section', () => {
    expect(merchants.having('rlm').map(({ id, rlm }) => [id, rlm.company])).toEqual([['oak', '1']]);
  });
});

describe('an event id', () => {
  it('is a UUID of version 7 that grows with time', () => {
    const [early, late] = [newEventId(1_700_000_000_000), newEventId(1_700_000_000_001)];
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(early < late).toBe(true);
  });
});

describe('metrics', () => {
  it('of two services in one process do not meet', async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    one.webhooksRejected.inc({ source: 'loop', reason: 'signature' });
    expect(await one.registry.metrics()).toContain(
      'backhaul_webhooks_rejected_total{source="loop",reason="signature"} 1',
    );
    expect(await other.registry.metrics()).not.toContain('source="loop"');
  });
});
