import { northfoldOffice, oakLinenWarehouse, type World } from '../../src/index.js';

/** Every document that a standard return leaves in the systems outside, counted. */
export function documentsIn({ simulators }: World) {
  const office = northfoldOffice(simulators);
  const warehouse = oakLinenWarehouse(simulators);
  const refunds = (shop: string): number =>
    simulators.shopify.door.orders(shop).reduce((count, order) => count + order.refunds.length, 0);
  const ofType = (type: string): number =>
    office.arTransactions().filter((row) => row['transactionType'] === type).length;
  return {
    northfold: {
      rmas: office.rmas().length,
      creditMemos: ofType('CreditMemo'),
      debits: ofType('DebitAdjustment'),
      refunds: refunds('northfold.myshopify.com'),
    },
    oakLinen: {
      ras: warehouse.ras().length,
      returnOrders: warehouse.returnOrders().length,
      receipts: simulators.rlm.door.receipts(7).length,
      credits: warehouse.credits().length,
      refunds: refunds('oak-and-linen.myshopify.com'),
    },
  };
}

/** What so many returns of each merchant must have left: one of each. An exchange is a refund without money in the shop. */
export const oneOfEach = (northfold: number, oakLinen: number) => ({
  northfold: { rmas: northfold, creditMemos: northfold, debits: northfold, refunds: northfold },
  oakLinen: { ras: oakLinen, returnOrders: oakLinen, receipts: oakLinen, credits: oakLinen, refunds: oakLinen },
});

/** The vendors' own books agree, and no open credit is left. */
export function assertBooks({ simulators }: World): void {
  const office = northfoldOffice(simulators);
  office.assertInvariants();
  oakLinenWarehouse(simulators).assertInvariants();
  const open = office.arTransactions().filter((row) => row['openBalance'] !== 0);
  if (open.length > 0) throw new Error(`open in AIMS360: ${JSON.stringify(open)}`);
}
