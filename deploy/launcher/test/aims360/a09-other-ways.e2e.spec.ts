import { describe, expect, it } from '@jest/globals';
import { NORTHFOLD_SHOP } from '../../src/index.js';
import { ACCOUNT } from '../support/northfold.js';
import { onStage } from '../support/on-stage.js';

const [JACKET, JACKET_UPC] = ['NFJKT-SLATE-M', '810000000102'];
const [TEE, TEE_UPC] = ['NFTEE-SAND-S', '810000000301'];

describe('A9: store credit, kept items, fees, gifts, other currencies, and returns that change or end', () => {
  const on = onStage();
  const giftCards = () => on.stage.world.simulators.shopify.door.giftCards(NORTHFOLD_SHOP);

  it('store credit is a gift card in the shop, and its liability leaves AIMS360 with the debit', async () => {
    const { northfold } = on;
    const before = giftCards().length;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }), [TEE], { storeCredit: true });
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
    expect(northfold.offsets(one)).toEqual(['-G 34.56']);
    expect(giftCards().slice(before)).toMatchObject([{ initialValue: 3_456, balance: 3_456 }]);
    expect(northfold.order(one).transactions.filter(({ kind }) => kind === 'REFUND')).toEqual([]);
  });

  it('a handling fee lowers the credit, and nothing else', async () => {
    const { northfold } = on;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }), [TEE], { handlingFee: 395 });
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
    expect(northfold.rma(one)).toMatchObject({ restockingFee: 3.95, creditTotal: 30.61 });
    expect(northfold.offsets(one)).toEqual(['-R 30.61']);
  });

  it('a gift that is sent back is store credit of the recipient', async () => {
    const { northfold } = on;
    const before = giftCards().length;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }), [TEE], { gift: true });
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
    expect(giftCards().slice(before)).toMatchObject([{ email: 'mia.holm@northfold.example', initialValue: 3_456 }]);
    expect(northfold.offsets(one)).toEqual(['-G 34.56']);
  });

  it('an item that is kept is credited like any other, and moves no stock', async () => {
    const { northfold, stage } = on;
    const { aims360 } = stage.world.simulators;
    const bought = northfold.buys({ [TEE]: 1, [JACKET]: 1 });
    const [tees, jackets] = [TEE_UPC, JACKET_UPC].map((upc) => aims360.door.stock(ACCOUNT, 'MAIN', upc));
    const one = await northfold.sendsBack(bought, [{ sku: TEE, keep: true }, JACKET]);
    await northfold.seen(one, 'ReturnAuthorized');
    northfold.office.receive(one.number, [{ upc: JACKET_UPC, quantity: 1, disposition: 'Restock' }]);
    await northfold.eventually('the kept item to be written off', () => northfold.rma(one)['receiptStatus'] === 'Full');
    northfold.office.confirmCredit(one.number);
    await northfold.settled(one);
    expect(northfold.credit(one)).toMatchObject({ amount: 185.76 });
    expect(northfold.offsets(one)).toEqual(['-R 185.76']);
    const after = [TEE_UPC, JACKET_UPC].map((upc) => aims360.door.stock(ACCOUNT, 'MAIN', upc));
    expect(after).toEqual([tees, (jackets ?? 0) + 1]);
  });

  it('an order paid in another currency is credited and offset in that of the shop', async () => {
    const { northfold } = on;
    const presentment = { currency: 'CAD', rate: 1.37 };
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }, { presentment }), [TEE]);
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
    expect(northfold.credit(one)).toMatchObject({ amount: 34.56, currencyCode: 'USD' });
    expect(northfold.offsets(one)).toEqual(['-R 34.56']);
  });

  it.each(['cancelled', 'expired'] as const)('%s after the RMA: it is voided when nothing came', async (how) => {
    const { northfold, stage } = on;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }), [TEE]);
    await northfold.seen(one, 'ReturnAuthorized');
    stage.world.simulators.loop.door.setState(one.number, how);
    await northfold.seen(one, 'AuthorizationCancelled');
    expect(northfold.rma(one)).toMatchObject({ status: 'Void' });
    expect(northfold.credit(one)).toBeUndefined();
    await northfold.noTaskOf(one);
  });

  it('cancelled with goods on the RMA: a person decides, and nothing is voided or paid', async () => {
    const { northfold, stage } = on;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }), [TEE]);
    await northfold.seen(one, 'ReturnAuthorized');
    northfold.office.receive(one.number);
    await northfold.seen(one, 'InventoryRestocked');
    stage.world.simulators.loop.door.setState(one.number, 'cancelled');
    const task = await northfold.taskOf(one, 'ended-with-goods');
    expect(task).toMatchObject({ role: 'operator', values: { rma: northfold.rma(one)['rma'] } });
    expect(northfold.rma(one)).toMatchObject({ status: 'Open' });
    expect(northfold.order(one).refunds).toEqual([]);
  });

  it('edited after the RMA: the RMA follows, and the credit is that of what is left', async () => {
    const { northfold, stage } = on;
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1, [JACKET]: 1 }), [TEE, JACKET]);
    await northfold.seen(one, 'ReturnAuthorized');
    const { loop } = stage.world.simulators;
    const jacket = loop.door.return(one.number).lines.find(({ sku }) => sku === JACKET);
    await loop.door.editReturn(one.number, { removeLines: [jacket?.lineItemId ?? ''] });
    await northfold.eventually('the jacket to leave the RMA', () => northfold.authorized(one)['NFJKT M'] === 0);
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
    expect(northfold.credit(one)).toMatchObject({ amount: 34.56 });
    expect(northfold.offsets(one)).toEqual(['-R 34.56']);
  });
});
