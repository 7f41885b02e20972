import { waitFor } from '@backhaul/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../src/run.js';
import { backhaul, type Ran } from './support/command.js';
import { ADMIN, openFixture, type Fixture } from './support/service.js';

let fixture: Fixture;
const why = ['--reason', 'The product is mapped now.', '--by', 'Dana Ruiz'];

beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
afterEach(async () => {
  fixture.failing.clear();
  await fixture.database.pool.query('TRUNCATE messaging.parked');
});

const parked = (...args: string[]): Promise<Ran> =>
  backhaul(['parked', ...args, '--url', fixture.service.url, '--service', 'rlm-adapter'], { BACKHAUL_TOKEN: ADMIN });
const json = async (...args: string[]): Promise<unknown> => JSON.parse((await parked(...args, '--json')).out);
/** Ids of what is open, by return. */
const ids = async (): Promise<Record<string, string>> => {
  const { rows } = await fixture.database.pool.query<{ id: string; subject: string }>(
    `SELECT id, headers ->> 'ce_subject' AS subject FROM messaging.parked WHERE status IN ('failed', 'queued')`,
  );
  return Object.fromEntries(rows.map(({ id, subject }) => [subject, id]));
};
const idOf = async (returnId: string): Promise<string> => (await ids())[returnId] ?? `no ${returnId}`;

describe('backhaul parked', () => {
  it('lists what is set aside without what it says, and shows a single one in full', async () => {
    fixture.failing.set('northfold-1', 'NOT_MAPPED');
    await fixture.publish(['1', 'northfold-1'], ['1', 'northfold-2']);
    const list = await parked('list');
    expect(list.code).toBe(0);
    expect(list.out).toMatch(/^service +id +status +key +type +code +attempts +parked +reason\n/);
    expect(list.out).toMatch(/rlm-adapter +\d+ +failed +northfold\/1 +ReturnFlagged +NOT_MAPPED +1 .*no use for it/);
    expect(list.out).toMatch(/queued +northfold\/1 +ReturnFlagged +BEHIND_PARKED +0/);
    expect(await json('list', '--code', 'BEHIND_PARKED')).toMatchObject({ total: 1, items: [{ status: 'queued' }] });
    expect(await json('list', '--older-than', '1h')).toMatchObject({ total: 0, items: [] });
    expect(JSON.stringify(await json('list'))).not.toContain('flaggedAt');

    const { out } = await parked('show', await idOf('northfold-1'));
    expect(out).toMatch(/came from +backhaul\.loop-gateway, partition \d+, offset \d+/);
    expect(out).toMatch(/ce_subject +northfold-1/);
    expect(out).toContain('"flaggedAt": "2026-11-22T10:00:00.000Z"');
    expect(out).toContain('1 behind it');
    expect((await parked('show', await idOf('northfold-2'))).out).toContain(
      `${await idOf('northfold-1')}: that one comes first`,
    );
  });

  it('shows the causes with keys, messages and a sample', async () => {
    fixture.failing
      .set('northfold-1', 'NOT_MAPPED')
      .set('northfold-3', 'NOT_MAPPED')
      .set('northfold-4', 'NO_WAREHOUSE');
    await fixture.publish(['1', 'northfold-1'], ['1', 'northfold-2'], ['3', 'northfold-3'], ['4', 'northfold-4']);
    const { out } = await parked('causes');
    expect(out).toMatch(/rlm-adapter +NOT_MAPPED +ReturnFlagged +2 +3 .* no use for it: NOT_MAPPED/);
    expect(out).toMatch(/rlm-adapter +NO_WAREHOUSE +ReturnFlagged +1 +1 /);
  });

  it('retries nothing without the count, which it shows with a sample', async () => {
    fixture.failing.set('northfold-1', 'NOT_MAPPED');
    await fixture.publish(['1', 'northfold-1'], ['1', 'northfold-2']);
    fixture.failing.clear();
    const before = fixture.handled();
    const id = await idOf('northfold-1');
    for (const command of [
      ['retry', id],
      ['retry-key', 'northfold/1'],
      ['retry-cause', 'NOT_MAPPED'],
    ]) {
      const refused = await parked(...command, ...why);
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.said).toMatch(/2 messages of 1 key:\nid .*\n.*NOT_MAPPED/);
      expect(refused.said).toContain('Nothing was replayed. To do it, add --count 2.');
    }
    const wrong = await parked('retry', id, ...why, '--count', '1');
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.said).toContain('It is 2 messages of 1 key now, not 1.');
    expect(fixture.handled()).toEqual(before);
  });

  it('retries with the count, and keeps who did it and why', async () => {
    fixture.failing.set('northfold-1', 'NOT_MAPPED');
    await fixture.publish(['1', 'northfold-1'], ['1', 'northfold-2']);
    const id = await idOf('northfold-1');
    const failed = await parked('retry', id, ...why, '--count', '2');
    expect(failed).toMatchObject({ code: 1, out: '0 handled.\n' });
    expect(failed.said).toContain(`Stopped at ${id} (northfold/1): NOT_MAPPED, no use for it: NOT_MAPPED`);
    fixture.failing.clear();
    expect(await parked('retry-key', 'northfold/1', ...why, '--count', '2')).toMatchObject({
      code: 0,
      out: '2 handled.\n',
    });
    expect(fixture.handled().slice(-2)).toEqual(['northfold-1', 'northfold-2']);
    const closed = { closedBy: 'Dana Ruiz', closedReason: 'The product is mapped now.' };
    expect(await json('list', '--status', 'replayed')).toMatchObject({ items: [closed, closed] });
  });

  it('retries a cause over several keys; one that fails again stops no other', async () => {
    for (const id of ['northfold-1', 'northfold-2', 'northfold-3']) fixture.failing.set(id, 'NOT_MAPPED');
    fixture.failing.set('northfold-9', 'NO_WAREHOUSE');
    await fixture.publish(['1', 'northfold-1'], ['2', 'northfold-2'], ['3', 'northfold-3'], ['9', 'northfold-9']);
    fixture.failing.clear();
    fixture.failing.set('northfold-2', 'NO_PRICE');
    const { code, out, said } = await parked('retry-cause', 'NOT_MAPPED', ...why, '--count', '3');
    expect({ code, out }).toEqual({ code: 1, out: '2 handled, of 3 keys.\n' });
    expect(said).toMatch(/Stopped at \d+ \(northfold\/2\): NO_PRICE/);
    expect((await parked('causes')).out).toMatch(/NO_PRICE[^]*NO_WAREHOUSE|NO_WAREHOUSE[^]*NO_PRICE/);
    expect(await json('list')).toMatchObject({ total: 2 });
  });

  it('retries a cause with more keys than a part takes', async () => {
    const flags = Array.from({ length: 120 }, (_, n): [string, string] => [`many-${n}`, `northfold-${1000 + n}`]);
    for (const [, id] of flags) fixture.failing.set(id, 'NOT_MAPPED');
    await fixture.publish(...flags);
    fixture.failing.clear();
    const { code, out } = await parked('retry-cause', 'NOT_MAPPED', ...why, '--count', '120');
    expect({ code, out }).toEqual({ code: 0, out: '120 handled, of 120 keys.\n' });
  });

  it('discards only when told twice; what only waited behind it then flows', async () => {
    fixture.failing.set('northfold-1', 'NOT_MAPPED');
    await fixture.publish(['1', 'northfold-1'], ['1', 'northfold-2']);
    const id = await idOf('northfold-1');
    const refused = await parked('discard', id, ...why);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.said).toContain('Nothing was discarded. To do it, add --yes.');
    expect(await parked('discard', id, ...why, '--yes')).toMatchObject({ code: 0, out: '1 handled.\n' });
    expect(fixture.handled().at(-1)).toBe('northfold-2');
    expect(await json('show', id)).toMatchObject({ status: 'discarded', closedBy: 'Dana Ruiz' });
  });
});

describe('a person at the keyboard', () => {
  const atKeyboard = async (typed: string, ...args: string[]) => {
    const said: string[] = [];
    const code = await run(['parked', ...args, '--url', fixture.service.url], {
      env: { BACKHAUL_TOKEN: ADMIN },
      out: (text) => void said.push(text),
      say: (text) => void said.push(text),
      interactive: true,
      progress: null,
      ask: (question) => Promise.resolve(said.push(question)).then(() => typed),
      user: () => 'dana',
    });
    return { code, said: said.join('\n') };
  };

  it('is shown the count and a sample, and asked to type the count', async () => {
    fixture.failing.set('northfold-1', 'NOT_MAPPED');
    await fixture.publish(['1', 'northfold-1'], ['1', 'northfold-2']);
    fixture.failing.clear();
    const id = await idOf('northfold-1');
    expect(await atKeyboard('yes', 'retry', id, ...why)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/2 messages of 1 key:[^]*Type 2 to handle them again: [^]*Nothing was replayed\./),
    });
    expect(await atKeyboard('2', 'retry', id, '--reason', 'mended')).toMatchObject({ code: 0 });
    await waitFor('the key to be free', async () => Object.keys(await ids()).length === 0);
    expect(await json('show', id)).toMatchObject({ closedBy: 'dana', closedReason: 'mended' });
  });

  it('types the id of what is to be given up', async () => {
    fixture.failing.set('northfold-1', 'NOT_MAPPED');
    await fixture.publish(['1', 'northfold-1']);
    const id = await idOf('northfold-1');
    expect(await atKeyboard('y', 'discard', id, ...why)).toMatchObject({ code: 1 });
    expect(await atKeyboard(id, 'discard', id, ...why)).toMatchObject({ code: 0 });
  });
});
