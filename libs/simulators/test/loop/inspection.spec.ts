import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoopReturn } from '../../src/index.js';
import { openDesk, type Desk } from './desk.js';
import { DOMAIN, KEY } from './loop.js';

let desk: Desk;
let one: LoopReturn;
beforeEach(async () => {
  desk = await openDesk();
  one = await desk.submit({ units: [{ sku: 'NF-JKT-M' }] });
});
afterEach(() => desk.close());

const call = async (version: string, path: string, body?: unknown) => {
  const response = await fetch(`${desk.loop.url}/api/${version}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-authorization': KEY, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};
const lineItemId = (): number => Number(one.lines[0]?.lineItemId);
const grade = (version: string, category: unknown) =>
  call(version, '/dispositioning/grade', {
    items: [{ line_item_id: lineItemId(), description: 'Torn sleeve', condition_category: category }],
  });
const CATEGORY = { subject: 'Jacket', title: 'Torn', grade: 'grade_c' };

describe('grading', () => {
  it.each([
    ['2026-07', 'grade_c', CATEGORY],
    ['v1', 'grade_c', CATEGORY],
    ['2026-10', CATEGORY, 'grade_c'],
    ['latest', CATEGORY, 'grade_c'],
  ])('in %s takes the category as %p, and refuses %p', async (version, right, wrong) => {
    expect(await grade(version, right)).toMatchObject({ status: 200, body: [{ description: 'Torn sleeve' }] });
    expect(await desk.listed(one.id)).toMatchObject({
      state: 'open',
      line_items: [{ condition: { description: 'Torn sleeve', condition_category: right } }],
    });
    expect(await grade(version, wrong)).toMatchObject({
      status: 422,
      body: { errors: { 'items.0.condition_category': [expect.any(String)] } },
    });
  });

  it('refuses a category without its title', async () => {
    expect(await grade('2026-10', { subject: 'Jacket' })).toMatchObject({
      status: 422,
      body: { errors: { 'items.0.condition_category.title': [expect.any(String)] } },
    });
  });
});

describe('assessment', () => {
  const assess = (item: Record<string, unknown>) =>
    call('v1', '/dispositioning/assess', { items: [{ line_item_id: lineItemId(), ...item }] });

  it('keeps the outcome on the line', async () => {
    const item = { disposition_outcome: 'resale_hold', inspected_at: '2026-11-02 09:00:00' };
    expect((await assess(item)).status).toBe(200);
    expect(await desk.listed(one.id)).toMatchObject({
      line_items: [{ disposition: { ...item, note: null, return_processor: null } }],
    });
  });

  it('refuses other outcomes, other times, unknown lines, lines of another shop, and more than 30 items', async () => {
    expect((await assess({ disposition_outcome: 'burn' })).status).toBe(422);
    expect((await assess({ disposition_outcome: 'missing', inspected_at: 'today' })).status).toBe(422);
    expect((await assess({ disposition_outcome: 'missing', line_item_id: 1 })).status).toBe(422);
    const item = { line_item_id: lineItemId(), disposition_outcome: 'missing' };
    expect((await call('v1', '/dispositioning/assess', { items: Array.from({ length: 31 }, () => item) })).status).toBe(
      422,
    );
    desk.loop.door.addShop({ shop: 'other', apiKey: 'k2', webhookSecret: 's', shopDomain: DOMAIN });
    const theirs = await desk.loop.door.submitReturn({
      shop: 'other',
      orderName: desk.order.name,
      units: [{ sku: 'NF-JKT-M' }],
    });
    const foreign = { ...item, line_item_id: Number(theirs.lines[0]?.lineItemId) };
    expect((await call('v1', '/dispositioning/assess', { items: [foreign] })).status).toBe(403);
  });
});

describe('the shipping notice', () => {
  it('has a row for each returned line', async () => {
    expect(await call('v1', '/warehouse/reporting/asn')).toMatchObject({
      status: 200,
      body: [{ id: Number(one.id), sku: 'NF-JKT-M', label_status: 'new', outcome: 'refund', restock_status: null }],
    });
  });

  it('has its limit of 120 days from 2026-10 on', async () => {
    const long = '/warehouse/reporting/asn?from=2026-01-01&to=2026-11-04';
    expect((await call('2026-07', long)).status).toBe(200);
    expect((await call('2026-10', long)).status).toBe(422);
  });
});

describe('destinations', () => {
  it('are listed, and read one by one', async () => {
    const { body } = await call('v1', '/destinations');
    expect(body).toMatchObject({ destinations: [{ id: 2101, type: 'warehouse', enabled: true }] });
    expect((await call('v1', '/destinations/2101')).body).toMatchObject({ name: 'Returns centre' });
    expect(await call('v1', '/destinations/1')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('need their scope; without it the answer is that to a bad key', async () => {
    desk.loop.door.addKey('northfold', 'returns-only', ['returns']);
    const refused = await desk.get('/destinations', 'returns-only');
    expect(refused).toEqual(await desk.get('/destinations', 'guess'));
    expect(refused.status).toBe(401);
  });
});

describe('latest', () => {
  it('is 2026-07 until 29 October 2026', async () => {
    await desk.close();
    desk = await openDesk({}, [], undefined, '2026-10-28T12:00:00Z');
    one = await desk.submit({ units: [{ sku: 'NF-JKT-M' }] });
    expect((await grade('latest', 'grade_c')).status).toBe(200);
  });
});
