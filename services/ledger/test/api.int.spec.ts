import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventData } from '@backhaul/contracts';
import { waitFor } from '@backhaul/testkit';
import type { ReturnDetailView, ReturnHistoryView, ReturnPageView, TaskPageView } from '../src/index.js';
import { copyOf } from './support/copies.js';
import { envelopeOf } from './support/envelopes.js';
import { northfold, northfoldEvents } from './support/northfold.js';
import { oakandlinen, oakandlinenEvents } from './support/oakandlinen.js';
import { startLedger, type Answer, type LedgerUnderTest } from './support/service.js';

interface OpenApi {
  paths: Record<string, { get?: { parameters?: { name: string }[]; responses?: Record<string, unknown> } }>;
}

const copies = ['a', 'b', 'c'].map(copyOf);
const task: EventData<'TaskOpened'> = {
  taskId: 'credit-refund-differ:oakandlinen-88400012',
  returnId: oakandlinen.returnId,
  kind: 'credit-refund-differ',
  title: 'Credit and refund differ by 1.00 USD',
  why: 'The credit is 107.00 USD, the refund 108.00 USD.',
  values: { credit: '107.00', refund: '108.00' },
  role: 'finance',
  openedAt: '2026-03-09T17:00:00.000Z',
};
const taskEvent = (data: EventData<'TaskOpened'>) =>
  envelopeOf(oakandlinen, { from: 'rlm-adapter', type: 'TaskOpened', at: data.openedAt, data });
const closing = (taskId: string, closedAt: string) =>
  envelopeOf(oakandlinen, {
    from: 'rlm-adapter',
    type: 'TaskClosed',
    at: closedAt,
    data: { taskId, returnId: oakandlinen.returnId, how: 'The credit was corrected.', closedAt },
  });

/** The query API over HTTP: five returns, of which one stands at the start and one waits for the ERP. */
describe('the query API', () => {
  let ledger: LedgerUnderTest;

  beforeAll(async () => {
    ledger = await startLedger();
    await ledger.publish([
      ...northfoldEvents,
      ...oakandlinenEvents.slice(0, 4),
      ...copies.flatMap(({ events }, index) => events.slice(0, 1 + index)),
      // Done before it was known at all, and still open:
      closing('done', '2026-03-09T18:00:00.000Z'),
      taskEvent({ ...task, taskId: 'done', title: 'Done already' }),
      taskEvent(task),
    ]);
    await waitFor('all of it to be read', async () => {
      const list = await ledger.get<ReturnPageView>('/returns');
      const done = await ledger.get<ReturnDetailView>(`/returns/${northfold.returnId}`);
      const { body } = await ledger.get<Partial<ReturnHistoryView>>(`/returns/${oakandlinen.returnId}/history`);
      return list.body.items.length === 5 && done.body.status === 'settled' && body.entries?.length === 7;
    });
  });

  afterAll(() => ledger.stop());

  const ids = async (query: string): Promise<string[]> => {
    const { status, body } = await ledger.get<ReturnPageView>(`/returns?${query}`);
    expect(status).toBe(200);
    return body.items.map(({ returnId }) => returnId);
  };
  const all = [
    'northfold-88120045c',
    'northfold-88120045b',
    'northfold-88120045a',
    'northfold-88120045',
    'oakandlinen-88400012',
  ];

  it('lists returns newest first, page by page, each once', async () => {
    expect(await ids('')).toEqual(all);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Answer<ReturnPageView> = await ledger.get(
        `/returns?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.items.map(({ returnId }) => returnId));
      cursor = page.body.next;
    }
    expect(seen).toEqual(all);
  });

  it.each([
    ['merchant=oakandlinen', ['oakandlinen-88400012']],
    ['merchant=unknown', []],
    ['status=settled', ['northfold-88120045']],
    ['status=received', ['oakandlinen-88400012']],
    ['status=initiated', ['northfold-88120045a']],
    ['outcome=exchange', []],
    ['outcome=refund', all],
    ['outcome=refund&status=settled', ['northfold-88120045']],
    ['outcome=refund&q=88400012', ['oakandlinen-88400012']],
    ['outcome=exchange%2Brefund&q=88400012', []],
    ['q=88400012&status=settled', []],
    ['outcome=refund&merchant=oakandlinen', ['oakandlinen-88400012']],
    ['to=2026-03-03', ['oakandlinen-88400012']],
    ['from=2026-03-02&to=2026-03-02T10:00:00.000Z', []],
    ['from=2026-03-02T12:00:00%2B02:00&to=2026-03-03', ['oakandlinen-88400012']],
  ])('filters by %s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it.each([
    '88120045',
    'northfold-88120045',
    '#20418',
    '20418',
    '5511223344556',
    '30115',
    'cm-5501',
    '929361',
    'DA-771',
    'LOOP-88120045-R',
    '30115-1',
    '9400 1000 0000 0000 0000 01',
  ])('finds a return by %s', async (number) => {
    expect(await ids(`q=${encodeURIComponent(number)}`)).toEqual(['northfold-88120045']);
  });

  it.each(['700123', 'ro_51', 'RCV880017', '9400100000000000000077'])('finds a return by %s', async (number) => {
    expect(await ids(`q=${number}`)).toEqual(['oakandlinen-88400012']);
  });

  it('says what a return waits for', async () => {
    const { body } = await ledger.get<ReturnDetailView>(`/returns/${oakandlinen.returnId}`);
    expect(body.waitingFor).toEqual(['a person: Credit and refund differ by 1.00 USD', 'RLM to clear the return']);
  });

  it('lists the open tasks, with the exact values to use', async () => {
    const { body } = await ledger.get('/tasks?role=finance');
    expect(body).toEqual({ items: [{ ...task, merchantId: 'oakandlinen', service: 'rlm-adapter' }], next: null });
    expect((await ledger.get<TaskPageView>('/tasks?role=operator')).body.items).toEqual([]);
    expect((await ledger.get<TaskPageView>('/tasks?merchant=northfold')).body.items).toEqual([]);
  });

  it.each([
    ['/returns?limit=0', 'limit'],
    ['/returns?limit=201', 'limit'],
    ['/returns?limit=many', 'limit'],
    ['/returns?status=lost', 'status'],
    ['/returns?from=yesterday', 'from'],
    ['/returns?cursor=nonsense', 'cursor'],
    ['/returns?colour=red', ''],
    ['/tasks?role=boss', 'role'],
  ])('refuses %s and names the field', async (path, field) => {
    const { status, type, body } = await ledger.get(path);
    expect({ status, type }).toEqual({ status: 400, type: expect.stringContaining('application/problem+json') });
    expect(body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ path: field, expected: expect.any(String) }] });
  });

  it.each(['/returns/northfold-1', '/returns/northfold-1/history', '/returns/northfold-1/journal'])(
    'answers 404 for %s',
    async (path) => {
      const { status, type, body } = await ledger.get(path);
      expect({ status, type }).toEqual({ status: 404, type: expect.stringContaining('application/problem+json') });
      expect(body).toMatchObject({ code: 'NOT_FOUND', detail: 'No return is called northfold-1.' });
    },
  );

  it.each(['/returns', '/returns/x', '/returns/x/history', '/returns/x/journal', '/tasks'])(
    'asks for a token on %s',
    async (path) => {
      expect((await ledger.get(path, null)).body).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
      expect((await ledger.get(path, 'guessed')).body).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
    },
  );

  it('keeps a viewer out of what is for administrators', async () => {
    expect((await ledger.get('/admin/parked')).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('describes itself', async () => {
    const { body } = await ledger.get<OpenApi>('/openapi.json', null);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/returns', '/returns/{id}', '/returns/{id}/history', '/returns/{id}/journal', '/tasks']),
    );
    const { parameters = [], responses } = body.paths['/returns']?.get ?? {};
    expect(parameters.map(({ name }) => name)).toEqual([
      'merchant',
      'status',
      'outcome',
      'from',
      'to',
      'q',
      'limit',
      'cursor',
    ]);
    expect(JSON.stringify(responses?.['200'])).toContain('Who has to do what before the return is settled');
  });
});
