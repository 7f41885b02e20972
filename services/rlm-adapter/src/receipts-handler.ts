import type { IntakeItem } from '@backhaul/messaging';
import { Transactions } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Clients } from './clients.js';
import { WarehouseReceipts } from './warehouse/warehouse-receipts.js';

/** ImportReturnReceipts: what the warehouse reported, however it came, reaches its return; nothing is dropped. */
@Injectable()
export class ReceiptsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly clients: Clients,
    private readonly receipts: WarehouseReceipts,
  ) {}

  async handle(item: IntakeItem): Promise<void> {
    const { id, merchantId } = item;
    const news = this.clients.threePl(merchantId).read(item);
    await this.transactions.run(async (tx) => {
      for (const { kind: _kind, receipt, ...numbers } of news)
        await this.receipts.take(tx, merchantId, { ...receipt, ...numbers }, `intake:${id}`);
    });
  }
}
