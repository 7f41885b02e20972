import type { Clock } from '@backhaul/contracts';
import { causeOnReceipt, isToHandOver, Mappings, receiptStreamId } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { causeOnReturn, CLOCK } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { PostedUnit } from '../aims360-rma/warehouse/receipt.js';
import { MappedItems } from '../erp/mapped-items.js';
import { MappingTables } from '../erp/mapping-tables.js';
import { rmas } from '../rmas.js';
import { Dispositions } from './dispositions.js';
import { findReturn } from './find-return.js';
import { receiptRules, type ReceiptLine, type WarehouseReceipt } from './receipt.js';
import { receipts, type Receipt, type ReceiptCommand } from './receipts.js';

/** Brings what warehouses post to the RMA of its return. Everything runs in the caller's transaction. */
@Injectable()
export class WarehouseReceipts {
  constructor(
    private readonly mappings: Mappings,
    private readonly tables: MappingTables,
    private readonly dispositions: Dispositions,
    private readonly items: MappedItems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A receipt, or a correction of one. */
  async take(tx: Queryable, merchantId: string, receipt: WarehouseReceipt, causationId: string): Promise<void> {
    const returnId = await findReturn(tx, merchantId, receipt);
    const command = { kind: 'TakeReceipt', merchantId, receipt, returnId, at: this.clock.now() } as const;
    await this.#run(tx, merchantId, receipt.receiptId, command, causationId);
  }

  /** It belongs to this return; `by`: the person who found out, null: a number on the box is known now. */
  async match(
    tx: Queryable,
    {
      merchantId,
      receiptId,
      returnId,
      by,
    }: { merchantId: string; receiptId: string; returnId: string; by: string | null },
    causationId: string,
  ): Promise<void> {
    const command = { kind: 'MatchReceipt', merchantId, returnId, by, at: this.clock.now() } as const;
    await this.#run(tx, merchantId, receiptId, command, causationId);
  }

  /** When the numbers of a blind receipt belong to a return by now. */
  async matchWhenKnown(tx: Queryable, merchantId: string, receipt: WarehouseReceipt): Promise<void> {
    const returnId = await findReturn(tx, merchantId, receipt);
    if (returnId === null) return;
    const { receiptId } = receipt;
    await this.match(tx, { merchantId, receiptId, returnId, by: null }, `receipt:${receiptId}`);
  }

  /** A word for which receipts of the return waited stands for something now. */
  async resume(tx: Queryable, merchantId: string, returnId: string, causationId: string): Promise<void> {
    const { rows } = await tx.query(
      `SELECT receipt_id FROM aims360.receipt WHERE return_id = $1 AND status = 'waiting' ORDER BY taken_at`,
      [returnId],
    );
    for (const { receipt_id: receiptId } of rows as { receipt_id: string }[]) {
      const state = await receipts.load(tx, receiptStreamId(merchantId, receiptId));
      await this.#handOver(tx, merchantId, state, causationId);
    }
  }

  async #run(tx: Queryable, merchantId: string, receiptId: string, command: ReceiptCommand, causationId: string) {
    const id = receiptStreamId(merchantId, receiptId);
    const { state } = await receipts.execute(tx, id, command, causeOnReceipt(merchantId, receiptId, causationId));
    await this.#handOver(tx, merchantId, state, causationId);
  }

  /** To the RMA of its return, once it is matched and every word in it means something. */
  async #handOver(tx: Queryable, merchantId: string, state: Receipt, causationId: string): Promise<void> {
    const { taken, returnId } = state;
    if (taken === null || returnId === null || !isToHandOver(receiptRules, state)) return;
    const { receiptId, receivedAt, warehouse } = taken;
    const { units, words } = await this.#unitsOf(tx, merchantId, taken.lines);
    const at = this.clock.now();
    const id = receiptStreamId(merchantId, receiptId);
    const cause = causeOnReceipt(merchantId, receiptId, causationId);
    if (words.length > 0) {
      for (const key of words) {
        await this.mappings.noteUnmapped(tx, this.tables.disposition, { merchantId, key, returnId });
      }
      await receipts.execute(tx, id, { kind: 'NoteUnmapped', merchantId, words, at }, cause);
      return;
    }
    const { requested } = await rmas.load(tx, returnId);
    if (requested === null) return;
    const onReturn = causeOnReturn({ merchantId, returnId, orderId: requested.order.orderId, causationId });
    const posted = { receiptId, receivedAt, by: warehouse, units };
    await rmas.execute(tx, returnId, { kind: 'RecordReceipt', returnId, receipt: posted, at }, onReturn);
    await receipts.execute(tx, id, { kind: 'HandOver', merchantId, at }, cause);
  }

  /** Unit by unit, and the words that stand for nothing. */
  async #unitsOf(tx: Queryable, merchantId: string, lines: readonly ReceiptLine[]) {
    const units: PostedUnit[] = [];
    const words = new Set<string>();
    for (const { sku, barcode, quantity, disposition: word, note } of lines) {
      const disposition = await this.dispositions.meaningOf(tx, merchantId, word);
      if (disposition === null) words.add(word);
      else {
        const item = (await this.items.find(tx, merchantId, { sku, barcode })) ?? { sku, barcode };
        const unit: PostedUnit = { unitId: null, ...item, disposition, note };
        units.push(...Array.from({ length: quantity }, () => unit));
      }
    }
    return { units, words: [...words] };
  }
}
