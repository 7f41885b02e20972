import { unreachable } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { IntakeItem } from '@backhaul/messaging';
import { Transactions } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Clients } from './clients.js';
import type { WarehouseNews } from './three-pl/port.js';
import { WarehouseNotices } from './warehouse-notices.js';
import { WarehouseReceipts } from './warehouse/warehouse-receipts.js';

/** ImportReturnReceipts: what the warehouse reported, however it came, reaches its return; nothing is dropped. */
@Injectable()
export class ReceiptsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly clients: Clients,
    private readonly receipts: WarehouseReceipts,
    private readonly notices: WarehouseNotices,
  ) {}

  async handle(item: IntakeItem): Promise<void> {
    const { id, merchantId } = item;
    const news = await this.clients.threePl(merchantId).read(item);
    await this.transactions.run(async (tx) => {
      for (const each of news) await this.#take(tx, merchantId, each, `intake:${id}`);
    });
  }

  async #take(tx: Queryable, merchantId: string, news: WarehouseNews, causationId: string): Promise<void> {
    switch (news.kind) {
      case 'receipt': {
        const { kind: _kind, receipt, ...numbers } = news;
        await this.receipts.take(tx, merchantId, { ...receipt, ...numbers }, causationId);
        return;
      }
      case 'answer':
        return this.notices.answered(tx, news, { merchantId, causationId });
      case 'adjustment':
        await this.receipts.adjusted(tx, merchantId, news, causationId);
        return this.notices.adjusted(tx, news, { merchantId, causationId });
      default:
        return unreachable(news);
    }
  }
}
