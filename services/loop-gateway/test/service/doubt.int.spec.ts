import type { LoopReturn } from '@backhaul/simulators';
import { throughDoubts, waitFor, type DoubtfulCall } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loopGateway } from '../../src/index.js';
import { authorized, cleared, held } from '../support/events.js';
import { startGateway, type Gateway } from '../support/service.js';

describe('a call of which no look-up can tell what became of it', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    // Loop takes an hour to process: the return stands open meanwhile.
    gateway = await startGateway({ loop: { processingDelayMs: 3_600_000 } });
  });
  afterAll(() => gateway.stop());

  const submitted = async (): Promise<LoopReturn> => {
    const one = await gateway.shop.submit();
    await gateway.told('ReturnInitiated', one.id);
    await gateway.quiet();
    return one;
  };
  const asked = ({ kind, key }: { kind: string; key: string }): Promise<unknown> =>
    waitFor(`a task for ${key}`, () => tasks().find((task) => task.of === key || task.of === aboutOf(kind)), {
      timeoutMs: 30_000,
    });
  const tasks = () => gateway.published('TaskOpened').map(({ data }) => ({ ...data, of: data.values['call'] }));
  /** The request for processing and the look after it are one question: is the return being processed? */
  let processing = '';
  const aboutOf = (kind: string): string => (kind === 'loop.check-processed' ? processing : kind);

  it('is a task for a person, of every kind, and is carried out once', async () => {
    const { shop, database, service } = gateway;
    const [noted, flagged, asking] = [await submitted(), await submitted(), await submitted()];
    processing = `process:northfold-${asking.id}`;
    /** It is never sent again by itself once a person was asked: the person may process the return by hand. */
    const notUnderWay = (key: string): Promise<unknown> =>
      gateway.admin('POST', `/admin/effects/${encodeURIComponent(key)}/resolve`, {
        ...{ by: 'Dana Ruiz', reason: 'Loop shows no trace of it.', outcome: 'absent' },
      });
    const writes: DoubtfulCall[] = [
      {
        kind: 'loop.note',
        system: shop.loop,
        request: { path: '/note$' },
        plan: () => gateway.publish(authorized(noted)),
      },
      { kind: 'loop.flag', system: shop.loop, request: { path: '/flag$' }, plan: () => gateway.publish(held(flagged)) },
      {
        kind: 'loop.process',
        system: shop.loop,
        request: { path: '/process$' },
        plan: () => gateway.publish(cleared(asking)),
        decide: notUnderWay,
      },
    ];
    const anHourLater = (): Promise<unknown> =>
      database.pool.query(`UPDATE effects.calls SET due_at = '-infinity' WHERE kind = 'loop.check-processed'`);
    const look: DoubtfulCall = {
      kind: 'loop.check-processed',
      system: shop.loop,
      request: { path: '/details$' },
      plan: anHourLater,
    };
    expect([...writes, look].map(({ kind }) => kind).sort()).toEqual(
      (loopGateway.effects?.(service.app) ?? []).map(({ kind }) => kind).sort(),
    );

    const parts = { pool: database.pool, asked };
    const over = [...(await throughDoubts({ ...parts, calls: writes }))];
    over.push(...(await throughDoubts({ ...parts, calls: [look] })));
    shop.loop.clock.advance(3_600_000);
    await gateway.told('ReturnProcessed', asking.id);

    // The first of each was not understood; what followed was the same to the byte.
    for (const path of [`/${noted.id}/note$`, `/${flagged.id}/flag$`, `/${asking.id}/process$`]) {
      const sent = shop.calls(new RegExp(path)).map(({ body }) => JSON.stringify(body));
      expect(sent.length).toBeGreaterThan(1);
      expect(new Set(sent).size).toBe(1);
    }
    expect(over).toHaveLength(4);
    expect(shop.loop.door.notes(noted.id)).toHaveLength(1);
    expect(shop.loop.door.return(flagged.id).state).toBe('review');
    expect(shop.refunds()).toBe(1);
    const ids = tasks().map(({ taskId }) => taskId);
    await waitFor('every task to be closed', () => gateway.published('TaskClosed').length >= ids.length);
    expect(
      gateway
        .published('TaskClosed')
        .map(({ data }) => data.taskId)
        .sort(),
    ).toEqual(ids.sort());
  }, 180_000);
});
