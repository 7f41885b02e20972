import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { returnInitiated } from '../support/envelopes.js';
import { startAdapter, type Adapter } from '../support/service.js';

const ACCOUNT = 'NORTHFOLD';

interface Report {
  readonly name: string;
  readonly status: string;
  readonly found: string;
  readonly remedy: string | null;
}

describe('A8: the check of a store’s AIMS360', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter.stop());

  const check = async (): Promise<Report[]> => {
    const headers = { authorization: 'Bearer admin-token' };
    const answer = await fetch(`${adapter.service.url}/checks/northfold`, { headers });
    return ((await answer.json()) as { items: Report[] }).items;
  };
  const named = async (name: string): Promise<Report | undefined> => (await check()).find((one) => one.name === name);

  it('finds everything in order, and has changed nothing', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    const before = adapter.rmas(story);
    await waitFor('nothing to be mended', async () => (await check()).every(({ status }) => status === 'ok'));
    expect(adapter.rmas(story)).toEqual(before);
    expect(adapter.erp.door.arTransactions(ACCOUNT).filter(({ posted }) => posted === false)).toEqual([]);
  });

  it('names a code that is not known there, and how to mend it', async () => {
    const fresh = await startAdapter({ northfold: { debitReasons: { refund: 'MOOD' } } });
    const headers = { authorization: 'Bearer admin-token' };
    const answer = await fetch(`${fresh.service.url}/checks/northfold`, { headers });
    const { items } = (await answer.json()) as { items: Report[] };
    expect(items.find(({ name }) => name === 'codes')).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('MOOD'),
      remedy: expect.stringContaining('Setup › Codes'),
    });
    await fresh.stop();
  });

  it('says which call is not there, and gives it back once it is', async () => {
    const { door } = adapter.erp;
    door.configure(ACCOUNT, { writeApi: false });
    const story = adapter.story();
    await adapter.publish(returnInitiated(story));
    await adapter.waitFor(story, 'TaskOpened');
    expect(await named('call: createRma')).toMatchObject({ status: 'warn' });
    door.configure(ACCOUNT, { writeApi: true });
    expect(await named('call: createRma')).toMatchObject({ status: 'ok', found: expect.stringContaining('again') });
    await waitFor('the notice to be over', () =>
      adapter
        .all()
        .some(
          ({ type, data }) =>
            type === 'TaskClosed' && 'taskId' in data && data.taskId === 'no-write-api-createRma:northfold',
        ),
    );
    await adapter.authorized(adapter.story());
  });
});
