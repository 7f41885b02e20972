import { doorClient, type Aims360Door, type RlmDoor, type ShopifyDoor, type ThreePlDoor } from '@backhaul/simulators';
import { portsFrom, type SimulatorName } from '../../src/ports.js';
import type { documentsIn } from './documents.js';

/** The same count as `documentsIn`, of simulators in another process, through their side doors over HTTP. */
export async function documentsOverHttp(firstPort: number): Promise<ReturnType<typeof documentsIn>> {
  const door = <Door extends object>(name: SimulatorName) =>
    doorClient<Door>(`http://127.0.0.1:${portsFrom(firstPort).simulator(name)}`);
  const aims360 = door<Aims360Door>('aims360');
  const rlm = door<RlmDoor>('rlm');
  const shopify = door<ShopifyDoor>('shopify');
  const threePl = door<ThreePlDoor>('3pl');
  const refunds = async (shop: string): Promise<number> =>
    (await shopify.orders(shop)).reduce((count, order) => count + order.refunds.length, 0);
  const ar = await aims360.arTransactions('NORTHFOLD');
  const ofType = (type: string): number => ar.filter((row) => row['transactionType'] === type).length;
  await Promise.all([aims360.assertInvariants('NORTHFOLD'), rlm.assertInvariants(7)]);
  return {
    northfold: {
      rmas: (await aims360.rmas('NORTHFOLD')).length,
      creditMemos: ofType('CreditMemo'),
      debits: ofType('DebitAdjustment'),
      refunds: await refunds('northfold.myshopify.com'),
    },
    oakLinen: {
      ras: (await rlm.ras(7)).length,
      returnOrders: (await threePl.returnOrders('OAKLINEN')).length,
      receipts: (await rlm.receipts(7)).length,
      credits: (await rlm.credits(7)).length,
      refunds: await refunds('oak-and-linen.myshopify.com'),
    },
  };
}
