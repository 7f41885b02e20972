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

  const submitted = async (...skus: string[]): Promise<LoopReturn> => {
    const one = await gateway.shop.submit(...skus);
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
    const [removing, cancelling] = [await submitted('NF-JKT-M', 'NF-VST-M'), await submitted()];
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
    const persons: DoubtfulCall[] = [
      {
        kind: 'loop.remove-units',
        system: shop.loop,
        request: { path: '/remove$' },
        plan: () =>
          gateway.command(`/returns/northfold-${removing.id}/remove-units`, {
            unitIds: [removing.lines[0]?.lineItemId ?? ''],
          }),
      },
      {
        kind: 'loop.cancel',
        system: shop.loop,
        request: { path: '/cancel$' },
        plan: () => gateway.command(`/returns/northfold-${cancelling.id}/cancel`),
      },
    ];
    const kinds = (loopGateway.effects?.(service.app) ?? []).map(({ kind }) => kind);
    // What only reads for a person is done again until it is done: there is nothing to ask.
    expect(
      [...writes, look, ...persons]
        .map(({ kind }) => kind)
        .concat('loop.reread')
        .sort(),
    ).toEqual(kinds.sort());

    const parts = { pool: database.pool, asked };
    const over = [...(await throughDoubts({ ...parts, calls: writes }))];
    over.push(...(await throughDoubts({ ...parts, calls: [look] })));
    over.push(...(await throughDoubts({ ...parts, calls: persons })));
    shop.loop.clock.advance(3_600_000);
    await gateway.told('ReturnProcessed', asking.id);
    await gateway.told('ReturnProcessed', removing.id);
    await gateway.told('ReturnCancelled', cancelling.id);

    // The first of each was not understood; what followed was the same to the byte.
    const paths = [`/${noted.id}/note$`, `/${flagged.id}/flag$`, `/${asking.id}/process$`];
    for (const path of [...paths, `/${removing.id}/remove$`, `/${cancelling.id}/cancel$`]) {
      const sent = shop.calls(new RegExp(path)).map(({ body }) => JSON.stringify(body));
      expect(sent.length).toBeGreaterThan(1);
      expect(new Set(sent).size).toBe(1);
    }
    expect(over).toHaveLength(6);
    expect(shop.loop.door.notes(noted.id)).toHaveLength(1);
    expect(shop.loop.door.return(flagged.id).state).toBe('review');
    expect(shop.refunds()).toBe(2);
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
