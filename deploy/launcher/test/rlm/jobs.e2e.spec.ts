import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';
import { tokenOf } from '../support/stage.js';
import type { SentBack } from '../support/watch.js';

interface Run {
  runId: string;
  jobName: string;
  trigger: string;
  status: string;
  company: number;
  counts: { read: number; errored: number };
}

interface Item {
  runId: string;
  entity: string;
  externalId: string;
  returnId: string | null;
  result: string;
  severity: string;
  errorMessage: string | null;
  rlmDocument: string | null;
}

const jobNames = [
  ...['LoopImportReturnAuthorizations', 'TransmitReturnAuthorizations', 'ImportReturnReceipts'],
  ...['LoopExportReturnReceipts', 'ShopifyImportRefunds', 'Shopify Import Orders', 'ShopifyExportInventory'],
];

describe('The job screens of a day at Oak & Linen', () => {
  const on = onStage({ oakLinen: {} });
  const get = <T>(path: string): Promise<T> => on.oakLinen.api.get<T>('rlm-adapter', path);

  /** Every run of a job, page by page. */
  async function runsOf(job: string): Promise<Run[]> {
    const runs: Run[] = [];
    for (let cursor = ''; ;) {
      const path = `/jobs/${encodeURIComponent(job)}/runs?merchant=oaklinen&limit=200${cursor}`;
      const page = await get<{ items: Run[]; next: string | null }>(path);
      runs.push(...page.items);
      if (page.next === null) return runs;
      cursor = `&cursor=${page.next}`;
    }
  }

  /** What the screen of a job shows of a return. */
  async function itemsOf(job: string, { returnId }: SentBack): Promise<Item[]> {
    const runs = (await runsOf(job)).filter(({ counts }) => counts.read > 0);
    const pages = await Promise.all(runs.map(({ runId }) => get<{ items: Item[] }>(`/runs/${runId}/items?limit=200`)));
    return pages.flatMap(({ items }) => items).filter((item) => item.returnId === returnId);
  }

  const backhaul = (...args: readonly string[]): Promise<string> => {
    const env = { PATH: process.env['PATH'], BACKHAUL_TOKEN: tokenOf('operator') };
    const all = [resolve('deploy/cli/bin/backhaul.mjs'), 'jobs', ...args, '--url', on.stage.urlOf('rlm-adapter')];
    return new Promise((done, failed) => {
      execFile(process.execPath, all, { env }, (error, out, said) =>
        error === null ? done(out) : failed(new Error(`${out}${said}`)),
      );
    });
  };

  it('show each run and each item of a standard return and of a damaged one', async () => {
    const { oakLinen } = on;
    const good = await oakLinen.sendsBack(oakLinen.buys({ 'OLSHT-WHITE-M': 1 }), ['OLSHT-WHITE-M']);
    const torn = await oakLinen.sendsBack(oakLinen.buys({ 'OLSHT-WHITE-M': 1 }), ['OLSHT-WHITE-M']);
    await oakLinen.received(good);
    await oakLinen.received(torn, { lines: [{ sku: 'OLSHT-WHITE-M', quantity: 1, condition: 'DAMAGED' }] });
    await oakLinen.settled(good);
    await oakLinen.seen(torn, 'ReturnHeld');
    const ra = String(oakLinen.ra(good)['ra_number']);
    const [credit] = oakLinen.credits(good);

    const shown = async (job: string, one: SentBack): Promise<string[]> =>
      (await itemsOf(job, one))
        .map(({ entity, result, rlmDocument }) => `${entity} ${result} ${rlmDocument ?? '-'}`)
        .sort();
    expect(await shown('LoopImportReturnAuthorizations', good)).toEqual([`return CREATED ${ra}`]);
    expect(await shown('TransmitReturnAuthorizations', good)).toEqual([
      `return-authorization CREATED ${ra}`,
      `return-authorization UPDATED ${ra}`,
    ]);
    expect(await shown('ImportReturnReceipts', good)).toContain(`receipt CREATED ${ra}`);
    expect(await shown('LoopExportReturnReceipts', good)).toEqual(
      expect.arrayContaining(['return CREATED -', 'return UPDATED -', 'receipt UPDATED -']),
    );
    expect(await shown('ShopifyImportRefunds', good)).toEqual([`refund CREATED ${String(credit?.['credit_number'])}`]);
    expect(await itemsOf('ShopifyExportInventory', good)).not.toEqual([]);
    // What was held is a warning in the Error Message column, and no error.
    expect((await itemsOf('LoopExportReturnReceipts', torn)).filter(({ entity }) => entity === 'return')).toMatchObject(
      [{ result: 'CREATED', severity: 'WARN', errorMessage: 'OLSHT-WHITE-M received as second quality (damaged)' }],
    );
    expect(await itemsOf('ShopifyImportRefunds', torn)).toEqual([]);
  });

  it('show that every run of every job went well', async () => {
    const { items } = await get<{ items: { jobName: string; deadItems: number; pendingItems: number }[] }>(
      '/jobs?merchant=oaklinen',
    );
    expect(items.map(({ jobName }) => jobName)).toEqual(jobNames);
    expect(items.every(({ deadItems, pendingItems }) => deadItems === 0 && pendingItems === 0)).toBe(true);
    const runs = await on.oakLinen.until('every run to end', async () => {
      const all = (await Promise.all(jobNames.map(runsOf))).flat();
      // The warehouse is asked all the time: of its job one may just be running.
      const open = all.filter(({ status, jobName }) => status === 'RUNNING' && jobName !== 'ImportReturnReceipts');
      return open.length === 0 ? all : undefined;
    });
    expect(runs.filter(({ status }) => !['SUCCESS', 'RUNNING'].includes(status))).toEqual([]);
    expect(runs.map(({ trigger }) => trigger)).toEqual(expect.arrayContaining(['EVENT', 'SCHEDULE']));
    expect(runs.every(({ company, counts }) => company === 7 && counts.errored === 0)).toBe(true);
  });

  it('are on the command line as well, where a person runs, pauses and resumes a job', async () => {
    const ofMerchant = ['--merchant', 'oaklinen'];
    const why = ['--reason', 'The day is over.'];
    expect(await backhaul('list', ...ofMerchant)).toContain('LoopExportReturnReceipts');
    const begun = JSON.parse(await backhaul('run', 'ShopifyImportRefunds', ...ofMerchant, ...why, '--json')) as Run;
    expect(begun).toMatchObject({ trigger: 'MANUAL', status: 'RUNNING' });
    await on.oakLinen.until('the run to end', async () =>
      (await get<Run>(`/runs/${begun.runId}`)).status === 'SUCCESS' ? true : undefined,
    );
    expect(await backhaul('runs', 'ShopifyImportRefunds', ...ofMerchant)).toContain(begun.runId);
    expect(await backhaul('items', begun.runId)).toBe('None.\n');
    const [imported] = (await runsOf('ShopifyImportRefunds')).filter(({ counts }) => counts.read > 0);
    expect(await backhaul('items', imported?.runId ?? '')).toContain('Error Message');
    await backhaul('pause', 'ShopifyImportRefunds', ...ofMerchant, ...why);
    expect(await backhaul('list', ...ofMerchant)).toContain('PAUSED');
    await backhaul('resume', 'ShopifyImportRefunds', ...ofMerchant, ...why);
    expect(await backhaul('list', ...ofMerchant)).not.toContain('PAUSED');
    await expect(backhaul('run', 'NoSuchJob', ...ofMerchant, ...why)).rejects.toThrow('LoopImportReturnAuthorizations');
    expect(await backhaul('--help')).toContain('Error Message');
  });
});
