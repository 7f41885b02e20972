import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock } from '@backhaul/simulators';
import { ACCOUNT, creditedRma, debit, everything, longAgo, never, openErp, type TestErp } from '../support/erp.js';
import { usd } from '../support/returns.js';

describe('RMAs that changed', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp({ clock: manualClock('2026-09-14T09:00:00Z') });
  });
  afterEach(() => erp.simulator.close());

  const numbersOf = async (since = longAgo) => {
    const changed = await everything(erp.client().changedRmas(since, never));
    return changed.map(({ what }) => what.externalReturnId);
  };
  const make = async (count: number, eachMs = 1000) => {
    const ids = Array.from({ length: count }, (_, index) => String(70_000 + index));
    for (const externalReturnId of ids) {
      await erp.makeRma(externalReturnId);
      erp.simulator.clock.advance(eachMs);
    }
    return ids;
  };

  it('are read oldest change first, from a time on', async () => {
    const [first = '', second = '', third = ''] = await make(3);
    erp.door.operatorReceive(ACCOUNT, first);
    expect(await numbersOf()).toEqual([second, third, first]);
    expect(await numbersOf(new Date('2026-09-14T09:00:02Z'))).toEqual([third, first]);
    expect(await numbersOf(new Date('2026-09-14T09:00:04Z'))).toEqual([]);
  });

  it('come with their lines, which only $expand shows, and with the time of change', async () => {
    await make(1);
    expect(await everything(erp.client().changedRmas(longAgo, never))).toMatchObject([
      {
        changedAt: '2026-09-14T09:00:00.000Z',
        what: { externalReturnId: '70000', rma: { lines: [{ sku: 'RIDGE-PINE-M', authorized: 1 }] } },
      },
    ]);
  });

  it('are all read when they fill several pages, each once', async () => {
    const ids = await make(520);
    expect(await numbersOf()).toEqual(ids);
  });

  it('are all read when they changed in the same instant, as after a bulk edit', async () => {
    const ids = await make(300, 0);
    expect((await numbersOf()).toSorted()).toEqual(ids);
  });

  it('are all read when the server’s pages are smaller than asked for', async () => {
    const ids = await make(5);
    const rows = erp.door.rmas(ACCOUNT);
    for (const page of [rows.slice(0, 2), rows.slice(1, 3), rows.slice(2, 5), rows.slice(4), []]) {
      const body = { value: page };
      erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body });
    }
    expect(await numbersOf()).toEqual(ids);
  });

  it('are all read when one of them changes between two pages', async () => {
    const ids = await make(251);
    const [first = ''] = ids;
    const seen: string[] = [];
    for await (const page of erp.client().changedRmas(longAgo, never)) {
      if (seen.length === 0) erp.door.operatorReceive(ACCOUNT, first);
      seen.push(...page.map(({ what }) => what.externalReturnId));
    }
    expect(seen).toEqual([...ids, first]);
  });

  it('end on an empty page, although the vendor links to a next one', async () => {
    await make(1);
    const before = erp.calls(/rmas$/).length;
    await numbersOf();
    const asked = erp.calls(/rmas$/).slice(before);
    expect(asked).toHaveLength(3);
    expect(asked.every(({ status }) => status === 200)).toBe(true);
  });

  it('do not go on for ever when the server shows the same page again and again', async () => {
    await make(1);
    const body = { value: erp.door.rmas(ACCOUNT) };
    erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body, always: true });
    expect(await numbersOf()).toEqual(['70000']);
    expect(erp.calls(/rmas$/)).toHaveLength(3);
  });

  it('are those of the merchant’s account that carry a return number', async () => {
    await make(1);
    const [row] = erp.door.rmas(ACCOUNT);
    const body = { value: [{ ...row, thirdPartyReturnID: null }] };
    erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body });
    erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body: { value: [] } });
    expect(await numbersOf()).toEqual([]);
    expect(decodeURIComponent(erp.calls(/rmas$/)[0]?.query ?? '').replaceAll('+', ' ')).toContain(
      "customerAccount eq 'SHPFY-US'",
    );
  });

  it('are read beside one that cannot be read, which is named', async () => {
    await make(2);
    const [bad, good] = erp.door.rmas(ACCOUNT);
    const body = { value: [{ ...bad, tax: 'ten' }, good] };
    erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body });
    const changed = await everything(erp.client().changedRmas(longAgo, never));
    expect(changed.slice(0, 2).map(({ what }) => what)).toMatchObject([
      { externalReturnId: '70000', rmaNumber: bad?.['rma'], problem: expect.stringContaining('tax') },
      { externalReturnId: '70001', rma: { status: 'open' } },
    ]);
  });
});

describe('adjustments that were posted', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
  });
  afterEach(() => erp.simulator.close());

  const posted = () => everything(erp.client().adjustments(longAgo, never));

  it('are told with the credit they stand against, whoever posted them, with or without our reference', async () => {
    const creditMemo = await creditedRma(erp);
    const post = { creditMemo, amount: 5000, reasonCode: 'SHOPREF' };
    erp.door.operatorPostDebit(ACCOUNT, { ...post, reference: 'LOOP-88120045-R' });
    erp.door.operatorPostDebit(ACCOUNT, { creditMemo, amount: 300, reasonCode: 'SHOPREF' });
    await erp.client().enterDebit(debit(creditMemo, { amount: usd(100), reference: 'LOOP-7-R' }));
    const known = { kind: 'debit', creditDocument: creditMemo, reason: 'SHOPREF', postedAt: expect.any(String) };
    expect((await posted()).map(({ what }) => what)).toMatchObject([
      { externalReturnIds: ['88120045'], adjustment: { ...known, reference: 'LOOP-88120045-R', amount: usd(5000) } },
      { externalReturnIds: ['88120045'], adjustment: { ...known, reference: null, amount: usd(300) } },
    ]);
  });

  it('are told to both returns when the reference names one and the credit is of the other', async () => {
    const creditMemo = await creditedRma(erp);
    erp.door.operatorPostDebit(ACCOUNT, { creditMemo, amount: 5000, reasonCode: 'SHOPREF', reference: 'LOOP-7-R' });
    expect((await posted()).map(({ what }) => what.externalReturnIds)).toEqual([['7', '88120045']]);
  });

  it('are none of ours when they name neither a return nor a credit', async () => {
    await creditedRma(erp);
    erp.door.operatorPostDebit(ACCOUNT, { amount: 5000, reasonCode: 'SHOPREF', reference: 'BY HAND' });
    expect(await posted()).toEqual([]);
  });
});

describe('credits that were issued or used up', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
  });
  afterEach(() => erp.simulator.close());

  it('are told with their return, their amount, and what is left', async () => {
    const creditMemo = await creditedRma(erp);
    erp.door.operatorPostDebit(ACCOUNT, { creditMemo, amount: 5000, reasonCode: 'SHOPREF' });
    const credits = await everything(erp.client().openCredits(longAgo, never));
    expect(credits.map(({ what }) => what)).toMatchObject([
      {
        credit: { document: creditMemo, externalReturnId: '88120045', amount: usd(13608), openBalance: usd(8608) },
        adjustments: [{ amount: usd(5000), creditDocument: creditMemo }],
      },
    ]);
  });

  it('are asked for their return once, and many at once', async () => {
    erp.door.seedMany(ACCOUNT, { rmas: 120, openCredits: 120 });
    const client = erp.client();
    for (const _ of [1, 2]) expect(await everything(client.openCredits(longAgo, never))).toHaveLength(120);
    expect(erp.calls(/rmas$/)).toHaveLength(3);
  });
});
