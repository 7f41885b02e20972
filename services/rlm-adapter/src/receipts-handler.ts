import { BackhaulError, type Clock } from '@backhaul/contracts';
import type { IntakeItem } from '@backhaul/messaging';
import { CLOCK, Transactions } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { blindReceipts } from './blind-receipts.js';
import { raIndex } from './ra-index.js';
import { returnAuthorizations } from './return-authorizations.js';
import type { ReportedReceipt } from './three-pl/port.js';
import { readReceipt } from './three-pl/receipt-document.js';

/** ImportReturnReceipts: what the warehouse reported, by webhook or by poll, reaches its return; nothing is dropped. */
@Injectable()
export class ReceiptsHandler {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle({ id, merchantId, body }: IntakeItem): Promise<void> {
    const reported = readReceipt(parseJson(body));
    await this.transactions.run(async (tx) => {
      const entry = reported.raNumber === null ? null : await raIndex.find(tx, merchantId, reported.raNumber);
      const causationId = `intake:${id}`;
      if (entry === null) {
        const command = {
          kind: 'RecordBlindReceipt',
          merchantId,
          reported: summaryOf(reported),
          at: this.clock.now(),
        } as const;
        const subject = `${merchantId}-blind-${reported.receipt.receiptId}`;
        const cause = { merchantId, subject, partitionKey: `${merchantId}/blind`, correlationId: subject, causationId };
        await blindReceipts.execute(tx, `${merchantId}-${reported.receipt.receiptId}`, command, cause);
        return;
      }
      const { returnId, partitionKey } = entry;
      const cause = { merchantId, subject: returnId, partitionKey, correlationId: returnId, causationId };
      await returnAuthorizations.execute(
        tx,
        returnId,
        { kind: 'RecordReceipt', returnId, receipt: reported.receipt },
        cause,
      );
    });
  }
}

const summaryOf = ({ raNumber, trackingNumber, receipt }: ReportedReceipt) => ({
  receiptId: receipt.receiptId,
  raNumber,
  trackingNumber,
  warehouse: receipt.warehouse,
  items: receipt.lines.map((line) => `${line.quantity} × ${line.sku ?? line.barcode ?? 'unknown item'}`),
});

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', 'the receipt is not JSON', { cause });
  }
}
