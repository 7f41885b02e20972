import type { Clock, EventData } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { CLOCK, newEventId, Merchants, Transactions, type Cause } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { Clients } from '../clients.js';
import type { MerchantSections } from '../config.js';
import { jobLog } from '../jobs/job-log.js';
import type { JobScan, Scope } from '../jobs/scan.js';
import { OVERLAP_MS } from '../jobs/window.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import { stockExports } from '../stock-exports.js';
import { recordEarly } from './early-exports.js';
import { heldExports } from './held-exports.js';
import { heldBecause, shopRefunds, type Ahead } from './shop-refunds.js';

type Levels = EventData<'InventoryExported'>['levels'];

/** Figures in one event. */
const MOST_LEVELS = 100;

/**
 * ShopifyExportInventory for what no return of ours moved: sales, adjustments, receipts of goods. Absolute figures of every SKU that
 * changed, in FIRST warehouses only. What the shop restocked ahead of RLM is held back, or exported and reported.
 */
@Injectable()
export class ExportChanges implements JobScan {
  readonly job = jobs.exportInventory;

  constructor(
    private readonly pool: Pool,
    private readonly transactions: Transactions,
    private readonly clients: Clients,
    private readonly merchants: Merchants<MerchantSections>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async scan(scope: Scope): Promise<number> {
    const { merchantId, ids, signal } = scope;
    if (!this.#isOurs(merchantId)) return 0;
    const causationId = newEventId();
    await this.transactions.run(async (tx) => {
      await heldExports.turn(tx, merchantId);
      await heldExports.release(tx, merchantId, causationId, this.clock.now());
    });
    const from = ids === null ? await this.#from(scope) : null;
    if (ids === null && from === null) return 0;
    const port = this.clients.rlm(merchantId);
    const call = { key: causationId, correlationId: causationId, signal };
    const { levels, readAt } =
      from === null ? await port.levels(ids ?? [], call) : await port.changedLevels(from, call);
    for (let start = 0; start < levels.length; start += MOST_LEVELS)
      await this.#export(merchantId, levels.slice(start, start + MOST_LEVELS), readAt);
    return levels.length;
  }

  /**
   * Null in the first run: what was there before we came is the shop's business. A period that a person names is looked at from its
   * beginning; the overlap of two runs never reaches back before the first.
   */
  async #from({ merchantId, from, to }: Scope): Promise<Date | null> {
    const { rows } = await this.pool.query<{ begunAt: Date; isNew: boolean }>(
      `WITH begun AS (
         INSERT INTO rlm.stock_export (merchant_id, begun_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING begun_at)
       SELECT begun_at AS "begunAt", true AS "isNew" FROM begun
       UNION ALL SELECT begun_at, false FROM rlm.stock_export WHERE merchant_id = $1`,
      [merchantId, to],
    );
    const [first] = rows;
    if (first === undefined || first.isNew) return null;
    const isOverlap = from < first.begunAt && from.getTime() >= first.begunAt.getTime() - OVERLAP_MS;
    return isOverlap ? first.begunAt : from;
  }

  async #export(merchantId: string, levels: Levels, readAt: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const at = this.clock.now();
      const skus = [...new Set(levels.map(({ sku }) => sku))];
      const ahead = await shopRefunds.ahead(tx, merchantId, skus, { now: at });
      const held = this.#isHeldBack(merchantId) ? ahead : [];
      const free = levels.filter(({ sku }) => !held.some((one) => one.sku === sku));
      const exportId = newEventId();
      const command = { kind: 'ExportStock', levels: free, readAt, job: this.job } as const;
      await stockExports.execute(tx, exportId, command, causeOf(merchantId, exportId));
      if (held.length === 0) await recordEarly(tx, merchantId, ahead, exportId, at);
      for (const level of levels) await this.#record(tx, merchantId, level, held, at);
    });
  }

  async #record(
    tx: Queryable,
    merchantId: string,
    { sku, locationId, available }: Levels[number],
    held: readonly Ahead[],
    at: Date,
  ): Promise<void> {
    const by = held.find((one) => one.sku === sku);
    const row = { merchantId, job: this.job, entity: 'inventory', externalId: `${sku}@${locationId}`, at };
    const about = { ...row, returnId: by?.returnId ?? null, document: String(available), callKey: null };
    await jobLog.record(
      tx,
      by === undefined
        ? { ...about, result: 'UPDATED', severity: 'INFO', message: null }
        : { ...about, result: 'SKIPPED', severity: 'WARN', message: heldBecause([by]) },
    );
  }

  /** In shadow mode, and where RLM's own job exports, the shop hears nothing of us. */
  #isOurs(merchantId: string): boolean {
    const rlm = this.merchants.find(merchantId)?.rlm;
    return rlm?.mode === 'live' && rlm.triggers.inventoryExport === 'backhaul';
  }

  #isHeldBack(merchantId: string): boolean {
    return this.merchants.find(merchantId)?.rlm?.inventoryExport !== 'report';
  }
}

/** Stock belongs to no order, so its events keep to a place of their own. */
function causeOf(merchantId: string, causationId: string): Cause {
  const subject = `${merchantId}-stock`;
  return { merchantId, subject, partitionKey: `${merchantId}/stock`, correlationId: causationId, causationId };
}
