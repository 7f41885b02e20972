import { readPage, type PageQuery } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { Merchants } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { everySecondsOf, type MerchantSections } from '../config.js';
import type { ItemsQuery, RunsQuery } from '../http/jobs/parameters.js';
import type { JobItemView, JobRunView, JobView } from '../http/jobs/schemas.js';
import { countItems } from './count-items.js';
import { jobTable } from './job-table.js';
import { jobNames, type JobName } from './names.js';
import type { MerchantJob } from './open-run.js';
import { itemViewOf, runViewOf, type ItemRow, type RunRow } from './views.js';

/** A page of a list. */
interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** Reads jobs, their runs and the items of those. */
@Injectable()
export class JobPages {
  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants<MerchantSections>,
  ) {}

  /** Every job of every merchant of RLM, or of one. */
  async jobs(merchantId: string | undefined): Promise<JobView[]> {
    const merchants = this.merchants.having('rlm').filter(({ id }) => merchantId === undefined || id === merchantId);
    const all = merchants.flatMap(({ id }) => jobNames.map((job) => this.job(this.pool, { merchantId: id, job })));
    return Promise.all(all);
  }

  async job(db: Queryable, of: MerchantJob): Promise<JobView> {
    const merchant = this.merchants.get(of.merchantId);
    const { watermark, succeededAt, paused } = await jobTable.find(db, of);
    const { rows } = await db.query(
      `SELECT (SELECT row_to_json(run) FROM (SELECT run_id FROM rlm.job_run WHERE merchant_id = $1 AND job = $2
           ORDER BY started_at DESC, run_id DESC LIMIT 1) AS run) ->> 'run_id' AS "lastRun",
         count(*) FILTER (WHERE retry_state = 'PENDING')::int AS pending,
         count(*) FILTER (WHERE retry_state = 'DEAD')::int AS dead
       FROM rlm.job_item WHERE merchant_id = $1 AND job = $2 AND retry_state <> 'NONE'`,
      [of.merchantId, of.job],
    );
    const [found] = rows as { lastRun: string | null; pending: number; dead: number }[];
    const lastRun = found?.lastRun ?? null;
    return {
      jobName: of.job,
      merchantId: of.merchantId,
      company: merchant.rlm?.company ?? 0,
      everySeconds: everySecondsOf(merchant, of.job),
      paused: paused === null ? null : { ...paused, at: paused.at.toISOString() },
      watermark: watermark?.toISOString() ?? null,
      lastSuccessAt: succeededAt?.toISOString() ?? null,
      lastRun: lastRun === null ? null : await this.run(db, lastRun),
      pendingItems: found?.pending ?? 0,
      deadItems: found?.dead ?? 0,
    };
  }

  /** The newest first. */
  async runs(job: JobName, { merchant, status, trigger, ...page }: RunsQuery): Promise<Page<JobRunView>> {
    const listing = {
      ...{ table: 'rlm.job_run', at: 'started_at', id: 'run_id', newestFirst: true },
      cursorOf: (row: RunRow) => ({ at: row.started_at, id: row.run_id }),
    };
    const { rows, next } = await readPage<RunRow>(this.pool, listing, page, (conditions) =>
      conditions
        .and(job, (value) => `job = ${value}`)
        .and(merchant, (value) => `merchant_id = ${value}`)
        .and(status, (value) => `status = ${value}`)
        .and(trigger, (value) => `trigger = ${value}`),
    );
    return { items: await Promise.all(rows.map((row) => this.#viewOf(this.pool, row))), next };
  }

  /** Null for a run that is not known here. */
  async run(db: Queryable, runId: string): Promise<JobRunView | null> {
    const { rows } = await db.query('SELECT * FROM rlm.job_run WHERE run_id = $1', [runId]);
    const [row] = rows as RunRow[];
    return row === undefined ? null : this.#viewOf(db, row);
  }

  /** In the order in which they were looked at. */
  async items(runId: string, { result, ...page }: ItemsQuery): Promise<Page<JobItemView>> {
    const listing = {
      ...{ table: 'rlm.job_item_row', at: 'at', id: 'seq', newestFirst: false },
      cursorOf: (row: ItemRow) => ({ at: row.at, id: row.seq }),
    };
    const query: PageQuery = page;
    const { rows, next } = await readPage<ItemRow>(this.pool, listing, query, (conditions) =>
      conditions.and(runId, (value) => `run_id = ${value}`).and(result, (value) => `result = ${value}`),
    );
    return { items: rows.map(itemViewOf), next };
  }

  /** The newest row of the item that has this place in the run, with the id of the item; null when there is none. */
  async item(db: Queryable, runId: string, seq: string): Promise<{ itemId: string; view: JobItemView } | null> {
    const { rows } = await db.query(
      `SELECT newest.* FROM rlm.job_item_row AS named JOIN rlm.job_item_row AS newest USING (item_id)
       WHERE named.run_id = $1 AND named.seq = $2 ORDER BY newest.seq DESC LIMIT 1`,
      [runId, seq],
    );
    const [row] = rows as (ItemRow & { item_id: string })[];
    return row === undefined ? null : { itemId: row.item_id, view: itemViewOf(row) };
  }

  /** What a run that goes on has done so far is counted; of one that is over it was written down. */
  async #viewOf(db: Queryable, row: RunRow): Promise<JobRunView> {
    const company = this.merchants.find(row.merchant_id)?.rlm?.company ?? null;
    return runViewOf(row, company, row.status === 'RUNNING' ? await countItems(db, row.run_id) : null);
  }
}
