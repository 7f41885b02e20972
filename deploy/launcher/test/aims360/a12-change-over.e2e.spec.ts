import { describe, expect, it } from '@jest/globals';
import { ACCOUNT } from '../support/northfold.js';
import { enterRma } from '../support/by-hand.js';
import { onStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';
const adapter = 'aims360-adapter';

interface Backfill {
  readonly id: string;
  readonly returns: Readonly<Record<string, number>>;
  readonly finishedAt: string | null;
}

describe('A12: a cut-over date, and a backfill that is safe to repeat', () => {
  const on = onStage({ aims360: { goLiveAt: '2099-01-01T00:00:00Z' } });

  it('a return from before that day is only observed, until a backfill takes it over, once', async () => {
    const { northfold, stage } = on;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.known(one);
    await northfold.sweptTwice();
    expect(stage.world.simulators.aims360.door.rmas(ACCOUNT)).toEqual([]);
    const backfill = async (wanted: Readonly<Record<string, unknown>>): Promise<Backfill> => {
      const asked = { service: adapter, path: '/backfills', role: 'operator' } as const;
      const { body } = await northfold.api.ask<Backfill>({ ...asked, body: { merchant: 'northfold', ...wanted } });
      return northfold.until(`the end of backfill ${body.id}`, async () => {
        const report = await northfold.api.get<Backfill>(adapter, `/backfills/${body.id}`);
        return report.finishedAt === null ? undefined : report;
      });
    };
    const first = await backfill({ from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' });
    expect(first.returns).toMatchObject({ total: 1, admitted: 1 });
    await northfold.seen(one, 'ReturnAuthorized');
    const again = await backfill({ ids: [one.returnId] });
    expect(again.returns).toMatchObject({ total: 1, admitted: 0, unchanged: 1 });
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
    expect(northfold.offsets(one)).toEqual(['-R 151.20']);
    expect(northfold.authorized(one)).toEqual({ 'NFJKT M': 1 });
  });
});

describe('A12: in shadow mode nothing is sent, and a report compares', () => {
  const on = onStage({ aims360: { mode: 'shadow' }, loop: { process: 'person' } });

  it('documents that others made with those that we would have made', async () => {
    const { northfold, stage } = on;
    const { aims360, loop } = stage.world.simulators;
    const [done, missing] = [
      await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]),
      await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]),
    ];
    const calls = () => northfold.api.get<{ items: object[] }>(adapter, '/shadow/northfold/calls');
    await northfold.until('both calls to be written down', async () =>
      (await calls()).items.length === 2 ? true : undefined,
    );
    expect(aims360.door.rmas(ACCOUNT)).toEqual([]);
    await enterRma(stage, done);
    await northfold.receivedAndCredited(done);
    loop.door.process(done.number);
    await northfold.seen(done, 'ReturnProcessed');
    aims360.door.operatorPostDebit(ACCOUNT, {
      creditMemo: String(northfold.credit(done)?.['creditMemo']),
      amount: 15_120,
      reasonCode: 'SHOPREF',
      reference: `LOOP-${done.number}-R`,
    });
    await northfold.seen(done, 'CreditOffsetPosted');
    const report = await northfold.api.get<{
      counts: Record<string, number>;
      items: { kind: string; match: string; result: string }[];
    }>(adapter, '/shadow/northfold/report');
    expect(report.counts).toEqual({ same: 3, differs: 0, 'only-ours': 1, 'only-theirs': 0 });
    expect(report.items).toMatchObject([{ kind: 'rma', match: missing.number, result: 'only-ours' }]);
    const writes = aims360.calls.filter(({ method, query }) => method !== 'GET' && !query.includes('by=hand'));
    expect(writes.filter(({ path }) => !path.endsWith('/token'))).toEqual([]);
  });
});
