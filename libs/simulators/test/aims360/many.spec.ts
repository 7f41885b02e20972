import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCOUNT, northfold, rowsIn } from './northfold.js';
import type { Answered, Northfold } from './northfold.js';

/** So many calls fit into a test's time many times over when documents are looked up, and not when each call reads all of them. */
const CALLS = 60;
const ENOUGH_MS = 20_000;

describe('AIMS360 with 20 000 RMAs and 5 000 open credits', () => {
  let erp: Northfold;
  beforeAll(async () => {
    erp = await northfold();
    erp.aims.door.configure(ACCOUNT, { callsPerMinute: 10_000 });
    erp.aims.door.seedMany(ACCOUNT, { rmas: 20_000, openCredits: 5_000, openRmas: 1_000 });
  }, 60_000);
  afterAll(() => erp.aims.close());

  const get = (path: string, query: Record<string, string>): Promise<Answered> =>
    erp.call('GET', `${path}?${new URLSearchParams(query).toString()}`);
  const transactions = '/accountsreceivable/v1.0/transactions';

  it('obeys all rules', () => erp.aims.door.assertInvariants(ACCOUNT));

  it(
    'finds one by its key',
    async () => {
      for (let n = 1; n <= CALLS; n += 1) {
        const id = String(90_010_000 + n);
        expect(rowsIn(await get('/returns/v1.0/rmas', { $filter: `thirdPartyReturnID eq '${id}'` }))).toHaveLength(1);
        expect(rowsIn(await get(transactions, { $filter: `reference eq 'LOOP-${id}-R'` }))).toHaveLength(1);
      }
    },
    ENOUGH_MS,
  );

  it(
    'gives the latest changes in order',
    async () => {
      for (let n = 1; n <= CALLS; n += 1) {
        const latest = await get('/returns/v1.0/rmas', {
          $filter:
            "customerAccount eq 'SHPFY-US' and lastModifiedOn ge 2026-09-14T08:59:00Z and lastModifiedOn lt 2026-09-14T09:00:00Z",
          $orderby: 'lastModifiedOn,rmaID',
          $count: 'true',
        });
        expect(latest.json).toMatchObject({ '@odata.count': 60 });
      }
    },
    ENOUGH_MS,
  );

  it(
    'pages through all open credits',
    async () => {
      const $filter = "customerAccount eq 'SHPFY-US' and transactionType eq 'CreditMemo' and openBalance lt 0";
      let seen = 0;
      for (let rows = 1; rows > 0; seen += rows)
        rows = rowsIn(await get(transactions, { $filter, $skip: String(seen), pagesize: '1000' })).length;
      expect(seen).toBe(5_000);
    },
    ENOUGH_MS,
  );

  it(
    'takes writes',
    async () => {
      for (let n = 1; n <= CALLS; n += 1)
        expect(
          (await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody({ thirdPartyReturnID: String(n) }))).status,
        ).toBe(201);
    },
    ENOUGH_MS,
  );
});
