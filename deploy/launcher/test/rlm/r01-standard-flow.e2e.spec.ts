import { describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';

const SHIRT = 'OLSHT-WHITE-M';

/** "Standard Returns Flow" of the RLM article: its ten steps, in their order, in our history and as notes in Loop. */
describe('R1: the standard flow', () => {
  const on = onStage({ oakLinen: {} });

  it('goes through the ten steps of the article, each visible in the history of the return', async () => {
    const { oakLinen } = on;
    const bought = oakLinen.buys({ [SHIRT]: 2 });
    const inRlm = oakLinen.onHand(SHIRT);

    // 1. Customer initiates a Loop Return, generating an RMA in Loop.
    const one = await oakLinen.sendsBack(bought, [SHIRT, SHIRT]);
    await oakLinen.seen(one, 'ReturnInitiated');

    // 2. LoopImportReturnAuthorizations creates an RA within RLM.
    const authorised = await oakLinen.seen(one, 'ReturnAuthorized');
    expect(authorised.join('\n')).toContain('LoopImportReturnAuthorizations');
    const ra = String(oakLinen.ra(one)['ra_number']);

    // 3. RLM transmits the RA/ASN to the 3PL.
    await oakLinen.seen(one, 'AsnTransmitted');

    // 4. and 5. The warehouse receives the return against the RA, and transmits the receiving to RLM: no stock moves.
    await oakLinen.received(one);
    await oakLinen.seen(one, 'ReceiptRecorded');
    await oakLinen.eventually('the receipt in RLM', () => oakLinen.warehouse.receipts().length === 1);

    // 6. LoopExportReturnReceipts exports the receiving to Loop.
    const cleared = await oakLinen.seen(one, 'ReturnCleared');
    expect(cleared.join('\n')).toContain('LoopExportReturnReceipts');

    // 7. In Loop, the RMA is processed; in Shopify, items are marked returned and restocked.
    await oakLinen.seen(one, 'ReturnProcessed');
    expect(oakLinen.order(one).refunds).toMatchObject([{ lines: [{ quantity: 2, restockType: 'RETURN' }] }]);

    // 8. and 9. ShopifyImportRefunds: inventory is restocked on RLM, the invoice for the returned goods is generated.
    const imported = await oakLinen.seen(one, 'RefundImported');
    expect(imported.join('\n')).toContain('ShopifyImportRefunds');
    await oakLinen.seen(one, 'InventoryRestocked');
    await oakLinen.seen(one, 'CreditIssued');
    expect(oakLinen.onHand(SHIRT)).toBe(inRlm + 2);
    expect(oakLinen.credits(one)).toMatchObject([{ total: '174.20' }]);

    // 10. The update is included in the export of inventory from RLM to Shopify.
    const exported = await oakLinen.seen(one, 'InventoryExported');
    expect(exported.join('\n')).toContain('ShopifyExportInventory');
    await oakLinen.settled(one);
    expect(oakLinen.inShop(SHIRT)).toEqual({ 'West 1': oakLinen.onHand(SHIRT) });
    expect(await oakLinen.uncleared(one)).toEqual([]);
    await oakLinen.noTaskOf(one);

    // What happened outside Loop stands as notes on the return there, too, in the order in which it happened.
    const steps = [
      `RA ${ra} created in RLM`,
      `RA ${ra} transmitted to the warehouse`,
      `2 unit(s) received against ${ra}`,
      'imported into RLM',
      `Stock exported: ${SHIRT}`,
      'Settled: every account 0.00',
    ];
    await oakLinen.eventually('a note in Loop for each of them', () =>
      steps.every((text) => oakLinen.notes(one).includes(text)),
    );
    oakLinen.warehouse.assertInvariants();
  });
});
