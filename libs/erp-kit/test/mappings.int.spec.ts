import { Mappings, type MappingTable } from '@backhaul/erp-kit';
import { inTransaction } from '@backhaul/event-store';
import { BackhaulError } from '@backhaul/contracts';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openKit, paymentTypes, tokens, type Kit } from './support/kit-service.js';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.erp.failing.clear();
  await kit.database.pool.query('TRUNCATE erp_kit.unmapped, erp_kit.waiting, went_on');
});

const resolve = (table: MappingTable<string>, key: string, merchant = 'northfold') =>
  kit.service.app.get(Mappings).resolve(kit.database.pool, table, merchant, key);
const wait = (key: string, returnId: string) =>
  inTransaction(kit.database.pool, (tx) =>
    kit.service.app.get(Mappings).noteUnmapped(tx, kit.erp.reasons, { merchantId: 'northfold', key, returnId }),
  );
const wentOn = () => kit.rows<{ return_id: string; what: string }>('SELECT * FROM went_on ORDER BY return_id');

describe('a mapping', () => {
  it('is found without regard to capitals and spaces, before the default; without either it is unmapped', async () => {
    expect(await resolve(kit.erp.reasons, 'Too big')).toEqual({ kind: 'unmapped' });
    const set = await kit.command('PUT', '/mappings/northfold/reason/Too%20big', { value: 'SIZE' });
    expect(set).toEqual({ status: 200, body: { changed: ['Too big'] } });
    expect(await resolve(kit.erp.reasons, ' TOO BIG')).toEqual({ kind: 'mapped', value: 'SIZE', by: 'entry' });
    expect(await resolve(kit.erp.reasons, 'Too big', 'shade')).toEqual({
      kind: 'mapped',
      value: 'OTHER',
      by: 'default',
    });
    await kit.command('PUT', '/mappings/northfold/payment-type/shop%2Fpay', { value: { code: 'SP', days: 0 } });
    const found = await kit.service.app.get(Mappings).resolve(kit.database.pool, paymentTypes, 'northfold', 'shop/pay');
    expect(found).toEqual({ kind: 'mapped', value: { code: 'SP', days: 0 }, by: 'entry' });
  });

  it('that does not fit, or that the ERP does not know, is refused with where valid ones are listed', async () => {
    expect(await kit.command('PUT', '/mappings/northfold/payment-type/x', { value: { code: 'X' } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'value.days' }] },
    });
    expect(await kit.command('PUT', '/mappings/northfold/reason/x', { value: 'NONSENSE' })).toMatchObject({
      status: 400,
      body: {
        detail: 'Valid values: ERP › RMA Reasons.',
        errors: [{ path: 'value', expected: 'the ERP has no reason NONSENSE' }],
      },
    });
  });

  it('is for operators, for stores of this ERP, and for tables that there are', async () => {
    const value = 'SIZE';
    const asViewer = await kit.command('PUT', '/mappings/northfold/reason/x', { value }, { token: tokens.viewer });
    expect(asViewer.status).toBe(403);
    expect((await kit.command('PUT', '/mappings/elsewhere/reason/x', { value })).status).toBe(404);
    expect(await kit.command('PUT', '/mappings/northfold/colour/x', { value })).toMatchObject({
      status: 404,
      body: { detail: 'There is no mapping table colour; there are reason, payment-type.' },
    });
    expect((await kit.command('DELETE', '/mappings/northfold/reason/never')).status).toBe(404);
  });

  it('of many keys is imported as a whole or not at all', async () => {
    const path = '/mappings/northfold/reason/import';
    const entries = [
      { key: 'One', value: 'SIZE' },
      { key: 'one ', value: 'COLOR' },
    ];
    expect(await kit.command('POST', path, { entries })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'entries[1].key', expected: 'expected each key once; "one " comes twice' }] },
    });
    const many = Array.from({ length: 1000 }, (_, index) => ({ key: `key ${index}`, value: 'SIZE' }));
    expect((await kit.command('POST', path, { entries: [...many, { key: 'x', value: 'SIZE' }] })).status).toBe(400);
    expect((await kit.command('POST', path, { entries: many })).body['changed']).toHaveLength(1000);
    const [first, next] = await Promise.all([
      kit.get('/mappings/northfold/reason?limit=1'),
      kit.get('/mappings/northfold/reason?limit=1&after=key%200'),
    ]);
    expect([first, next].map(({ body }) => body['entries'])).toMatchObject([[{ key: 'key 0' }], [{ key: 'key 1' }]]);
  });

  it('has a history: who, when, why', async () => {
    const path = '/mappings/northfold/reason/Wrong%20color';
    await kit.command('PUT', path, { value: 'OTHER' });
    await kit.command('PUT', path, { value: 'COLOR', reason: 'The ERP has it now.' });
    await kit.command('DELETE', path);
    const { body } = await kit.get('/mappings/northfold/reason/history?key=wrong%20COLOR');
    expect(body['items']).toMatchObject([
      { key: 'Wrong color', value: null, by: 'the operator', reason: 'Agreed with the store.' },
      { key: 'Wrong color', value: 'COLOR', reason: 'The ERP has it now.' },
      { key: 'Wrong color', value: 'OTHER' },
    ]);
    expect(await resolve(kit.erp.reasons, 'Wrong color')).toEqual({ kind: 'unmapped' });
  });
});

describe('a key that is not mapped', () => {
  it('is listed with how many returns brought it and how many wait for it', async () => {
    await wait('Smells', 'northfold-1');
    await wait('smells', 'northfold-1');
    await wait('Smells ', 'northfold-2');
    await wait('Torn', 'northfold-3');
    await inTransaction(kit.database.pool, (tx) => kit.service.app.get(Mappings).stopWaiting(tx, 'northfold-3'));
    expect((await kit.get('/mappings/northfold/reason')).body['unmapped']).toMatchObject([
      { key: 'Smells', seen: 2, waiting: 2, firstSeenAt: expect.any(String) },
      { key: 'Torn', seen: 1, waiting: 0 },
    ]);
    expect((await kit.get('/mappings')).body['items']).toMatchObject([
      { name: 'reason', validIn: 'ERP › RMA Reasons', valueSchema: { type: 'string' } },
      { name: 'payment-type' },
    ]);
  });

  it('lets the returns that wait for it go on by themselves once it is mapped', async () => {
    await wait('Itchy', 'northfold-1');
    await wait('itchy', 'northfold-2');
    await wait('Another', 'northfold-3');
    await kit.command('PUT', '/mappings/northfold/reason/ITCHY', { value: 'OTHER' });
    await waitFor('both to go on', async () => (await wentOn()).length === 2);
    expect(await wentOn()).toEqual([
      { return_id: 'northfold-1', what: 'reason: Itchy' },
      { return_id: 'northfold-2', what: 'reason: itchy' },
    ]);
    expect((await kit.get('/mappings/northfold/reason')).body['unmapped']).toMatchObject([{ key: 'Another' }]);
  });

  it('loses no return that began to wait while it was being mapped', async () => {
    const mappings = kit.service.app.get(Mappings);
    await inTransaction(kit.database.pool, async (tx) => {
      expect(await mappings.resolve(tx, kit.erp.reasons, 'northfold', 'Late')).toEqual({ kind: 'unmapped' });
      // Mapped, and whoever waits looked for, while nobody sees yet that this return does.
      await kit.command('PUT', '/mappings/northfold/reason/Late', { value: 'OTHER' });
      await mappings.noteUnmapped(tx, kit.erp.reasons, {
        merchantId: 'northfold',
        key: 'Late',
        returnId: 'northfold-1',
      });
    });
    kit.service.wake('mapped-returns');
    await waitFor('it to go on', async () => (await wentOn()).length === 1);
  });

  it('loses no return when the process ends before it went on', async () => {
    await wait('Crash', 'northfold-1');
    kit.erp.failing.set('northfold-1', new Error('killed'));
    await kit.command('PUT', '/mappings/northfold/reason/Crash', { value: 'OTHER' });
    await waitFor('the attempt to have failed', async () => {
      const [row] = await kit.rows<{ attempts: number }>('SELECT attempts FROM erp_kit.waiting');
      return row?.attempts === 1;
    });
    expect(await wentOn()).toEqual([]);
    await kit.database.pool.query('UPDATE erp_kit.waiting SET next_at = now()');
    await kit.restart();
    await waitFor('it to go on', async () => (await wentOn()).length === 1);
  });

  it('holds up no other return with one that fails, and says why', async () => {
    await wait('Broken', 'northfold-1');
    await wait('Broken', 'northfold-2');
    kit.erp.failing.set('northfold-1', new BackhaulError('RMA_CLOSED', 'The RMA is closed'));
    await kit.command('PUT', '/mappings/northfold/reason/Broken', { value: 'OTHER' });
    await waitFor('the other to go on', async () => (await wentOn()).length === 1);
    const rows = () => kit.rows('SELECT return_id, failure FROM erp_kit.waiting');
    await waitFor('the failure to be written down', async () => (await rows()).length === 1);
    expect(await rows()).toEqual([{ return_id: 'northfold-1', failure: 'The RMA is closed [RMA_CLOSED]' }]);
  });
});
