import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { OAK_LINEN, oakLinenOrder, oakLinenWarehouse, startProduct, submit, type Product } from '../src/index.js';
import { seen, setStage, settled, type Stage } from './support/stage.js';

const SHOP = 'oak-and-linen.myshopify.com';

/** The steps of "Standard Returns Flow" of the RLM article, on both kinds of bus. */
describe.each(['postgres', 'kafka'] as const)('Loop and RLM: the standard returns flow over %s', (bus) => {
  let stage: Stage;
  let product: Product | undefined;

  beforeAll(async () => {
    stage = await setStage({ bus });
    product = await startProduct({ config: stage.config });
  });

  afterAll(async () => {
    await product?.stop();
    await stage?.close();
  });

  it('goes from the customer’s return to stock in RLM and in Shopify', async () => {
    const { world, ledger } = stage;
    const { simulators } = world;
    const warehouse = oakLinenWarehouse(simulators);
    const shopper = { email: 'dana.poe@oaklinen.example', firstName: 'Dana', lastName: 'Poe' };
    const order = oakLinenOrder(simulators, [{ sku: 'OLSHT-WHITE-M', quantity: 2 }], shopper);
    const inRlm = warehouse.balance('OLSHT-WHITE-M');

    // Customer initiates a Loop Return, generating an RMA in Loop.
    const sendsBack = [{ sku: 'OLSHT-WHITE-M', quantity: 2, reason: 'Too large', parentReason: 'Fit' }];
    const returnId = await submit(simulators, OAK_LINEN, order, { sendsBack });
    const number = returnId.slice(OAK_LINEN.length + 1);

    // LoopImportReturnAuthorizations pulls the RMA from Loop and creates an RA within RLM.
    const authorised = await seen(ledger, returnId, 'ReturnAuthorized');
    expect(authorised.join('\n')).toContain('LoopImportReturnAuthorizations');
    const [ra] = warehouse.ras();
    expect(warehouse.ras()).toHaveLength(1);
    expect(ra).toMatchObject({ external_rma_id: number, lines: [{ sku: 'OLSHT-WHITE-M', qty_authorized: 2 }] });
    const raNumber = String(ra?.['ra_number']);

    // RLM transmits the RA/ASN to the 3PL.
    await seen(ledger, returnId, 'AsnTransmitted');
    expect(warehouse.returnOrders()).toMatchObject([{ ra_number: raNumber, status: 'AWAITING_ARRIVAL' }]);
    await waitFor('RLM to show the RA as transmitted', () => warehouse.ras()[0]?.['status'] === 'TRANSMITTED');

    // The warehouse receives the return against the RA, and transmits the receiving to RLM.
    warehouse.receive(raNumber);
    await seen(ledger, returnId, 'ReceiptRecorded');

    // LoopExportReturnReceipts exports the receiving to Loop; a receipt alone moves no stock.
    const cleared = await seen(ledger, returnId, 'ReturnCleared');
    expect(cleared.join('\n')).toContain('LoopExportReturnReceipts');
    expect(warehouse.ras()[0]).toMatchObject({ lines: [{ qty_received_first: 2 }] });

    // In Loop, the RMA is processed. In Shopify, items are marked returned and restocked.
    await seen(ledger, returnId, 'ReturnProcessed');
    const refunds = simulators.shopify.door.orders(SHOP)[0]?.refunds ?? [];
    expect(refunds).toMatchObject([{ lines: [{ quantity: 2, restockType: 'RETURN' }] }]);

    // ShopifyImportRefunds: inventory is restocked on RLM, the invoice for the returned goods is generated.
    const imported = await seen(ledger, returnId, 'RefundImported');
    expect(imported.join('\n')).toContain('ShopifyImportRefunds');
    expect(warehouse.balance('OLSHT-WHITE-M')).toBe(inRlm + 2);
    expect(warehouse.credits()).toMatchObject([{ total: '174.20' }]);

    // The update is included in the next export of inventory from RLM to Shopify.
    await settled(ledger, [returnId]);
    expect(simulators.shopify.door.inventory(SHOP, 'OLSHT-WHITE-M')).toEqual({
      'West 1': warehouse.balance('OLSHT-WHITE-M'),
    });
    warehouse.assertInvariants();

    // Shown on the return's history in Loop, too.
    await waitFor('the milestones as notes in Loop', () => {
      const notes = simulators.loop.door
        .notes(number)
        .map((note) => note.content)
        .join('\n');
      return [raNumber, 'transmitted to the warehouse', 'received', 'imported into RLM', 'Settled'].every((text) =>
        notes.includes(text),
      );
    });
    const clearing = (await ledger.balances(returnId)).filter((each) => each.clearing);
    expect(clearing.every((each) => each.balance.amount === 0)).toBe(true);
  });
});
