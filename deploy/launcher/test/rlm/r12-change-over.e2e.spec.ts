import { describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';

const SHIRT = 'OLSHT-WHITE-M';
const adapter = 'rlm-adapter';

interface Backfill {
  readonly id: string;
  readonly returns: Readonly<Record<string, number>>;
  readonly finishedAt: string | null;
}

describe('R12: a cut-over date, and a backfill that is safe to repeat', () => {
  const on = onStage({ oakLinen: { rlm: { goLiveAt: '2099-01-01T00:00:00Z', pollSeconds: 0.5 } } });

  it('a return from before that day is only observed, until a backfill takes it over, once', async () => {
    const { oakLinen } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT]);
    await oakLinen.known(one);
    const backfill = async (wanted: Readonly<Record<string, unknown>>): Promise<Backfill> => {
      const asked = { service: adapter, path: '/backfills', role: 'operator' } as const;
      const { body } = await oakLinen.api.ask<Backfill>({ ...asked, body: { merchant: 'oaklinen', ...wanted } });
      return oakLinen.until(`the end of backfill ${body.id}`, async () => {
        const report = await oakLinen.api.get<Backfill>(adapter, `/backfills/${body.id}`);
        return report.finishedAt === null ? undefined : report;
      });
    };
    const ids = { ids: [one.returnId] };
    await oakLinen.until('the return to be known to the adapter', async () => {
      const { returns } = await backfill(ids);
      expect(oakLinen.ras(one).length).toBeLessThanOrEqual(1);
      return returns['admitted'] === 1 ? true : undefined;
    });
    await oakLinen.received(one);
    await oakLinen.seen(one, 'ReturnCleared');
    expect((await backfill(ids)).returns).toMatchObject({ total: 1, admitted: 0, unchanged: 1 });
    expect(oakLinen.ras(one)).toHaveLength(1);
  });
});
