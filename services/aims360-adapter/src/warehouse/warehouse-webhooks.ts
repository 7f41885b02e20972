import { Transactions } from '@backhaul/service-kit';
import type { IntakeItem } from '@backhaul/messaging';
import { Injectable } from '@nestjs/common';
import { readReceipt } from './receipt-document.js';
import { WarehouseReceipts } from './warehouse-receipts.js';

/** Under which name receipts are filed in the intake. One lane per merchant: a correction is worked off after what it corrects. */
export const WAREHOUSE_WEBHOOK = 'warehouse-webhook';
export const RECEIPTS_LANE = 'receipts';

/** Works off what warehouses posted; nothing is dropped. */
@Injectable()
export class WarehouseWebhooks {
  constructor(
    private readonly transactions: Transactions,
    private readonly receipts: WarehouseReceipts,
  ) {}

  async handle({ id, merchantId, body }: IntakeItem): Promise<void> {
    const receipt = readReceipt(body);
    await this.transactions.run((tx) => this.receipts.take(tx, merchantId, receipt, `intake:${id}`));
  }
}
