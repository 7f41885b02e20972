import { serviceNames } from '@backhaul/contracts';
import { waitFor } from '@backhaul/testkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startPeople, startProcesses, type Processes } from '../src/index.js';
import { assertBooks, documentsIn, oneOfEach } from './support/documents.js';
import { submitBoth } from './support/returns.js';
import { setStage, settled, type Stage } from './support/stage.js';

const EACH = 3;

describe('while returns are under way', () => {
  let stage: Stage;
  let processes: Processes;
  let people: { stop(): void };
  let ended: string[];

  beforeEach(async () => {
    ended = [];
    stage = await setStage({ bus: 'postgres' });
    processes = await startProcesses(stage.config, stage.urlOf, {
      onEnded: (name, how) => ended.push(`${name}: ${how}`),
    });
    people = startPeople(stage.world.simulators);
  });

  afterEach(async () => {
    people.stop();
    await processes.close();
    await stage.close();
  });

  const submitSome = async (): Promise<string[]> => {
    const pairs = Array.from({ length: EACH }, () => submitBoth(stage.world.simulators));
    return (await Promise.all(pairs)).flat();
  };

  it('services that are told to stop drain in under 10 s, and go on where they were', async () => {
    const returns = await submitSome();
    const { aims360 } = stage.world.simulators;
    await waitFor('work under way', () => aims360.door.rmas('NORTHFOLD').length > 0, { timeoutMs: 60_000 });
    const stopped = await Promise.all(serviceNames.map((name) => processes.stop(name)));
    expect(stopped.map(({ code }) => code)).toEqual(serviceNames.map(() => 0));
    for (const { ms } of stopped) expect(ms).toBeLessThan(10_000);
    for (const name of serviceNames) processes.start(name);
    await settled(stage.ledger, returns, 120_000);
    expect(documentsIn(stage.world)).toEqual(oneOfEach(EACH, EACH));
    assertBooks(stage.world);
  }, 240_000);

  it('connections that are cut in mid-statement, again and again, are made anew: no service ends, nothing is lost or doubled', async () => {
    const { services } = stage.config;
    const databases = Object.values(services).map(({ postgres }) => new URL(postgres.url).pathname.slice(1));
    const knife = new pg.Client({ connectionString: process.env['BACKHAUL_TEST_POSTGRES_URL'] });
    await knife.connect();
    let cut = 0;
    const cutting = setInterval(() => {
      void knife
        .query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = ANY ($1) AND (state = 'active' OR state = 'idle in transaction')`,
          [databases],
        )
        .then(({ rowCount }) => (cut += rowCount ?? 0));
    }, 10);
    try {
      const returns = await submitSome();
      await waitFor('many cuts', () => cut >= 20, { timeoutMs: 120_000 });
      clearInterval(cutting);
      await settled(stage.ledger, returns, 120_000);
      expect(documentsIn(stage.world)).toEqual(oneOfEach(EACH, EACH));
      assertBooks(stage.world);
      expect(ended).toEqual([]);
    } finally {
      clearInterval(cutting);
      await knife.end();
    }
  }, 240_000);
});
