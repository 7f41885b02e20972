import type { Clock } from '@backhaul/contracts';
import { erpMigrations, erpSweeps, matchBlindReceipts } from '@backhaul/erp-kit';
import { CLOCK, Merchants, projectionMigrations, Transactions, type ServiceDefinition } from '@backhaul/service-kit';
import { Pool } from 'pg';
import { Clients } from './clients.js';
import { merchantSchema, type MerchantSections } from './config.js';
import { raHandlers } from './effects/handlers.js';
import { jobSweeps } from './jobs/job-sweeps.js';
import { jobTable } from './jobs/job-table.js';
import { seeCredits } from './jobs/see-credits.js';
import { whileNotPaused } from './jobs/while-not-paused.js';
import { BoxNumbers1795400000420 } from './migrations/box-numbers-1795400000420.js';
import { CreateJobs1795400000410 } from './migrations/create-jobs-1795400000410.js';
import { CreatePeoplesWord1795400000425 } from './migrations/create-peoples-word-1795400000425.js';
import { EdiExchange1795400000480 } from './migrations/edi-exchange-1795400000480.js';
import { LookForExchangeOrders, lookForExchangeOrders } from './look-for-exchange-orders.js';
import { SentOrders1795400000490 } from './migrations/sent-orders-1795400000490.js';
import { RaIndex1795400000400 } from './migrations/ra-index-1795400000400.js';
import { ShopRefunds1795400000440 } from './migrations/shop-refunds-1795400000440.js';
import { ReceiptsHandler } from './receipts-handler.js';
import { jobs } from './rlm-return-authorization/jobs.js';
import { rlmChecks } from './setup-checks.js';
import { RlmAdapterModule } from './rlm-adapter.module.js';
import type { WarehouseReceipt } from './warehouse/receipt.js';
import { WarehouseReceipts } from './warehouse/warehouse-receipts.js';

/** For those that measure how fast files of a warehouse are read. */
export { readNews } from './three-pl/edi/read-news.js';
export { ediSection } from './three-pl/edi/section.js';

/** The service that speaks with RLM and the warehouse: RAs, ASNs, receipts, refund imports, inventory exports. */
export const rlmAdapter: ServiceDefinition<MerchantSections> = {
  name: 'rlm-adapter',
  merchantSchema,
  migrations: [
    RaIndex1795400000400,
    CreateJobs1795400000410,
    BoxNumbers1795400000420,
    CreatePeoplesWord1795400000425,
    ShopRefunds1795400000440,
    EdiExchange1795400000480,
    SentOrders1795400000490,
    ...projectionMigrations,
    ...erpMigrations,
  ],
  consumes: ['loop-gateway', 'shopify-gateway'],
  module: RlmAdapterModule,
  effects: (app) => whileNotPaused(app.get(Pool), raHandlers(app)),
  sweeps(app) {
    const merchants = app.get<Merchants<MerchantSections>>(Merchants);
    const warehouses = merchants.having('threepl');
    const clients = app.get(Clients);
    const [transactions, receipts] = [app.get(Transactions), app.get(WarehouseReceipts)];
    return [
      ...erpSweeps(app),
      ...jobSweeps(app),
      ...warehouses.map(({ id, threepl }) =>
        matchBlindReceipts<WarehouseReceipt>({
          ...{ merchantId: id, everySeconds: threepl.pollSeconds, transactions, schema: 'rlm' },
          match: (tx, receipt) => receipts.matchWhenKnown(tx, id, receipt),
        }),
      ),
      ...seeCredits({ merchants: merchants.having('rlm'), clients, pool: app.get(Pool) }),
      ...lookForExchangeOrders(app.get(LookForExchangeOrders), merchants.having('rlm')),
    ];
  },
  intake: (app) => (item) => app.get(ReceiptsHandler).handle(item),
  checks: (app) => (merchantId) => {
    const { rlm, threepl } = app.get<Merchants<MerchantSections>>(Merchants).get(merchantId);
    if (rlm === undefined || threepl === undefined) return [];
    const lastPoll = async (): Promise<Date | null> => {
      const { succeededAt } = await jobTable.find(app.get(Pool), { merchantId, job: jobs.importReceipts });
      return succeededAt;
    };
    const [clients, clock] = [app.get(Clients), app.get<Clock>(CLOCK)];
    const [erp, warehouse] = [clients.rlm(merchantId), clients.threePl(merchantId)];
    return rlmChecks({ rlm, threepl, erp, warehouse, lastPoll, now: () => clock.now() });
  },
};
