import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, UPC_L, UPC_M, errorCode, northfold, rowsIn } from './northfold.js';
import type { Answered, Northfold } from './northfold.js';

describe('AIMS360 OData', () => {
  let erp: Northfold;
  beforeEach(async () => {
    erp = await northfold();
    for (let n = 1; n <= 5; n += 1) {
      erp.aims.clock.advance(60_000);
      erp.aims.door.addOrder(ACCOUNT, {
        thirdPartyOrderID: `700${n}`,
        customerPurchaseOrder: n === 3 ? "#O'Neil" : `#${n}`,
        shipped: n !== 5,
        lines: [{ upc: n % 2 === 0 ? UPC_L : UPC_M, quantity: n, price: n * 1_000 }],
      });
    }
  });
  afterEach(() => erp.aims.close());

  const orders = (query: Record<string, string>): Promise<Answered> =>
    erp.call('GET', `/orders/v1.0/orders?${new URLSearchParams(query).toString()}`);
  const names = (answer: Answered): string[] => rowsIn(answer).map((row) => String(row.customerPurchaseOrder));

  it('hides children until they are expanded, at every level', async () => {
    const plain = rowsIn(await orders({ $filter: "thirdPartyOrderID eq '7002'" }))[0];
    expect(plain).not.toHaveProperty('lineItems');
    const expand = 'lineitems($expand=sizes($select=sizeName,upc))';
    const full = rowsIn(await orders({ $filter: "thirdPartyOrderID eq '7002'", $expand: expand }))[0];
    expect(full).toMatchObject({ lineItems: [{ price: 20, sizes: [{ sizeName: 'L', upc: UPC_L }] }] });
    const lines = full?.lineItems as unknown as Record<string, unknown>[];
    expect(lines[0]).not.toHaveProperty('allocations');
  });

  it('filters with comparisons, brackets, not, null and escaped quotes', async () => {
    expect(names(await orders({ $filter: "customerPurchaseOrder eq '#O''Neil'" }))).toEqual(["#O'Neil"]);
    expect(names(await orders({ $filter: "not (status eq 'Completed')" }))).toEqual(['#5']);
    expect(names(await orders({ $filter: 'invoice eq null' }))).toEqual(['#5']);
    const either = "(total gt 30 and total le 160) or thirdPartyOrderID eq '7001'";
    expect(names(await orders({ $filter: either, $orderby: 'total desc' }))).toEqual(['#4', "#O'Neil", '#2', '#1']);
  });

  it('reads GUIDs unquoted and refuses a quoted one instead of matching nothing', async () => {
    const account = erp.masters.customerID;
    expect(rowsIn(await orders({ $filter: `customerID eq ${account.toUpperCase()}` }))).toHaveLength(6);
    const quoted = await orders({ $filter: `customerID eq '${account}'` });
    expect(quoted.status).toBe(400);
    expect(errorCode(quoted)).toBe('InvalidQueryParameterValue');
  });

  it('compares times with an offset as instants; an unencoded plus is a syntax error', async () => {
    const since = 'lastModifiedOn ge 2026-09-14T11:03:00+02:00';
    expect(names(await orders({ $filter: since }))).toEqual(["#O'Neil", '#4', '#5']);
    const raw = await erp.call('GET', `/orders/v1.0/orders?$filter=lastModifiedOn ge 2026-09-14T11:03:00+02:00`);
    expect(raw.status).toBe(400);
  });

  it('looks into children with any(), two deep', async () => {
    const filter = `lineItems/any(l:l/sizes/any(s:s/upc eq '${UPC_L}' and s/shippedQuantity ge 2))`;
    expect(names(await orders({ $filter: filter }))).toEqual(['#2', '#4']);
    expect(names(await orders({ $filter: 'lineItems/any(l:l/allocations/any())' }))).toEqual([]);
  });

  it('pages by pagesize (no $), counts, and may link to an empty page', async () => {
    const first = await orders({ pagesize: '4', $count: 'true', $filter: "customerAccount eq 'SHPFY-US'" });
    expect(first.json).toMatchObject({ '@odata.count': 6 });
    expect(String(first.json['@odata.context'])).toContain('apieast1');
    const follow = async (answer: Answered): Promise<Answered> => {
      const link = new URL(String(answer.json['@odata.nextLink']));
      expect(link.origin).toBe(erp.aims.url);
      return erp.call('GET', link.pathname + link.search);
    };
    const second = await follow(first);
    expect(rowsIn(second)).toHaveLength(2);
    const third = await follow(second);
    expect(rowsIn(third)).toEqual([]);
    expect(third.json).not.toHaveProperty('@odata.nextLink');
    expect(names(await orders({ $skip: '1', $top: '2', $select: 'customerPurchaseOrder' }))).toEqual(['#1', '#2']);
  });

  it('refuses what it does not know, even on no rows', async () => {
    expect(errorCode(await erp.call('GET', "/returns/v1.0/rmas?$filter=nothing eq 'x'"))).toBe(
      'InvalidQueryParameterValue',
    );
    expect(errorCode(await orders({ $apply: 'x' }))).toBe('UnsupportedQueryParameter');
    expect(errorCode(await orders({ $expand: 'nothing' }))).toBe('InvalidQueryParameterValue');
    expect(errorCode(await orders({ $filter: 'order eq 104377' }))).toBe('InvalidQueryParameterValue');
  });

  it('spells order states as words or letters, as the tenant is set', async () => {
    erp.aims.door.configure(ACCOUNT, { orderStatusSpelling: 'letters' });
    expect(rowsIn(await orders({ $filter: "status eq 'O'" }))).toHaveLength(1);
  });
});
