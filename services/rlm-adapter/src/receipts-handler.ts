import type { Clock } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { IntakeItem } from '@backhaul/messaging';
import { CLOCK, Transactions, type Cause } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { blindReceipts } from './blind-receipts.js';
import { Clients } from './clients.js';
import { raIndex, type RaEntry } from './ra-index.js';
import { returnAuthorizations } from './return-authorizations.js';
import type { ReportedReceipt } from './three-pl/port.js';

/** ImportReturnReceipts: what the warehouse reported, by webhook or by poll, reaches its return; nothing is dropped. */
@Injectable()
export class ReceiptsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly clients: Clients,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(item: IntakeItem): Promise<void> {
    const { id, merchantId } = item;
    const news = this.clients.threePl(merchantId).read(item);
    await this.transactions.run(async (tx) => {
      for (const each of news) await this.#took(tx, merchantId, each, `intake:${id}`);
    });
  }

  async #took(tx: Queryable, merchantId: string, reported: ReportedReceipt, causationId: string): Promise<void> {
    const { raNumber } = reported;
    const entry = raNumber === null ? null : await raIndex.find(tx, merchantId, raNumber);
    if (entry === null) await this.#blind(tx, merchantId, reported, causationId);
    else await this.#received(tx, merchantId, reported, entry, causationId);
  }

  async #received(
    tx: Queryable,
    merchantId: string,
    { receipt }: ReportedReceipt,
    { raNumber, returnId, partitionKey }: RaEntry,
    causationId: string,
  ): Promise<void> {
    const cause = { merchantId, subject: returnId, partitionKey, correlationId: returnId, causationId };
    const at = this.clock.now();
    const command = { kind: 'RecordReceipt', returnId, raNumber, receipt, at } as const;
    await returnAuthorizations.execute(tx, returnId, command, cause);
    const { receiptId, revision } = receipt;
    const match = { kind: 'RecordMatch', receiptId, revision, returnId, at } as const;
    await blindReceipts.execute(
      tx,
      blindId(merchantId, receiptId),
      match,
      blindCause(merchantId, receiptId, causationId),
    );
  }

  async #blind(tx: Queryable, merchantId: string, reported: ReportedReceipt, causationId: string): Promise<void> {
    const { receiptId } = reported.receipt;
    const command = {
      kind: 'RecordBlindReceipt',
      merchantId,
      reported: summaryOf(reported),
      at: this.clock.now(),
    } as const;
    await blindReceipts.execute(
      tx,
      blindId(merchantId, receiptId),
      command,
      blindCause(merchantId, receiptId, causationId),
    );
  }
}

const blindId = (merchantId: string, receiptId: string): string => `${merchantId}-${receiptId}`;

function blindCause(merchantId: string, receiptId: string, causationId: string): Cause {
  const subject = `${merchantId}-blind-${receiptId}`;
  return { merchantId, subject, partitionKey: `${merchantId}/blind`, correlationId: subject, causationId };
}

const summaryOf = ({ raNumber, trackingNumber, receipt }: ReportedReceipt) => ({
  receiptId: receipt.receiptId,
  revision: receipt.revision,
  raNumber,
  trackingNumber,
  warehouse: receipt.warehouse,
  items: receipt.lines.map((line) => `${line.quantity} × ${line.sku ?? line.barcode ?? 'unknown item'}`),
});
