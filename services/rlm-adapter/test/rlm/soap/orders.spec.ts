import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { documentsOf, type OrderDocument } from '../../../src/exchange-order/documents.js';
import type { ExchangeDraft } from '../../../src/exchange-order/draft.js';
import type { ExchangePolicy } from '../../../src/exchange-order/policy.js';
import type { RlmPort } from '../../../src/rlm/port.js';
import { BLACK_M, usd } from '../../support/returns.js';
import { call, COMPANY, openRlm, ordersInMind, silence, type RlmSystem } from '../../support/systems.js';

const TROUSERS = 'PT200-NVY-32-30';
const SHIP_TO = { account: 'WEB0000', store: 1, state: 'NY' };
const policy: ExchangePolicy = {
  owner: 'us',
  ...{ account: 'WEB0000', store: 1, warehouse: 1, miscChargeCode: 'LOOPEXC' },
  ...{ startInDays: 0, cancelAfterDays: 30, timeZone: 'America/New_York', toleranceMinor: 2 },
};
const lineOf = (sku: string, cents: number, taxCents: number) => ({
  ...{ orderLineId: `line-${sku}`, sku, barcode: null, title: 'Goods', quantity: 1 },
  ...{ unitPrice: usd(cents), discount: usd(0), tax: usd(taxCents) },
});

const draftOf = (skus: readonly string[], capturedCents: number): ExchangeDraft => ({
  ...{ returnId: 'oaklinen-88400012', exchangeOrderId: '7711', exchangeOrderName: 'EXC-20418' },
  ...{ originalOrderId: '6611223344556', originalOrderName: 'EC-10442', externalReturnId: '88400012' },
  ...{ orderDate: '2026-03-10', startDate: '2026-03-10', cancelDate: '2026-04-09' },
  lines: skus.map((sku) => lineOf(sku, 8000, 710)),
  ...{ freight: usd(0), captured: usd(capturedCents), policy },
});

describe('exchange orders over RLM’s legacy services', () => {
  let rlm: RlmSystem;
  let port: RlmPort;
  beforeEach(async () => {
    rlm = await openRlm();
    port = rlm.soapClient();
  });
  afterEach(() => rlm.simulator.close());

  const documents = async (draft: ExchangeDraft): Promise<OrderDocument[]> => {
    const divisions = await port.orders.divisionsOf(draft.lines, call('k'));
    return documentsOf(draft, (line) => divisions.get(line) ?? 0);
  };
  const made = () => rlm.door.orders(COMPANY).filter((row) => row['customer_po'] === 'EXC-20418');

  it('come in at what the shopper paid: the even exchange at nothing', async () => {
    const [document] = await documents(draftOf([BLACK_M], 0));
    if (document === undefined) throw new Error('one division');
    const order = await port.orders.create(document, SHIP_TO, ['700123'], call('k'));
    expect(order).toMatchObject({ division: 20, status: 'open', charges: usd(-8710), receivable: usd(0) });
    expect(made()).toMatchObject([
      {
        ...{
          order_number: Number(order.orderNumber),
          state: 'NY',
          start_date: '2026-03-10',
          cancel_date: '2026-04-09',
        },
        ...{ special01: '7711', special02: '88400012', special03: '700123' },
        misc_charges: [{ code: 'LOOPEXC', amount: '-87.10' }],
        lines: [{ sku: BLACK_M, quantity: 1, price: '80.00' }],
      },
    ]);
    expect(await port.orders.find('7711', 'USD', call('k'))).toEqual([order]);
  });

  it('are one per division, each with its own number', async () => {
    const orders = [];
    for (const document of await documents(draftOf([BLACK_M, TROUSERS], 0)))
      orders.push(await port.orders.create(document, SHIP_TO, [], call('k')));
    expect(orders.map(({ division }) => division)).toEqual([20, 30]);
    expect(made()).toHaveLength(2);
    expect(await port.orders.find('7711', 'USD', call('k'))).toHaveLength(2);
  });

  it('are seen to be shipped once they are packed', async () => {
    const [document] = await documents(draftOf([BLACK_M], 0));
    if (document === undefined) throw new Error('one division');
    const { orderNumber } = await port.orders.create(document, SHIP_TO, [], call('k'));
    rlm.door.ship(COMPANY, Number(orderNumber));
    expect(await port.orders.find('7711', 'USD', call('k'))).toMatchObject([{ orderNumber, status: 'shipped' }]);
  });

  it('are refused in RLM’s words, and may then be sent again', async () => {
    const [document] = await documents(draftOf([BLACK_M], 0));
    if (document === undefined) throw new Error('one division');
    const wrong = { ...SHIP_TO, state: 'New York' };
    await expect(port.orders.create(document, wrong, [], call('k'))).rejects.toMatchObject({
      ...{ code: 'VENDOR_REFUSED', body: { message: 'Shipping State Too Long. Max 2 Characters' } },
    });
    expect(await port.orders.create(document, SHIP_TO, [], call('k'))).toMatchObject({ status: 'open' });
  });

  it('are never sent twice when the answer was lost: a person looks', async () => {
    const orders = ordersInMind();
    port = rlm.soapClient(silence, { timeoutSeconds: 0.5 }, orders);
    const [document] = await documents(draftOf([BLACK_M], 0));
    if (document === undefined) throw new Error('one division');
    const match = { path: /SalesOrder/ };
    rlm.simulator.faults.add({ match, kind: 'after-commit', then: 'reset' });
    await expect(port.orders.create(document, SHIP_TO, [], call('k'))).rejects.toMatchObject({ delivered: 'unknown' });
    const again = rlm.soapClient(silence, {}, orders).orders.create(document, SHIP_TO, [], call('k'));
    await expect(again).rejects.toMatchObject({ code: 'ORDER_REFUSED', delivered: 'answered' });
    await expect(again).rejects.toThrow(/Look in RLM for an order with 7711/);
    expect(made()).toHaveLength(1);
  });

  it('of an item that RLM does not have are not sent', async () => {
    await expect(port.orders.divisionsOf(draftOf(['NO-SUCH'], 0).lines, call('k'))).rejects.toThrow(
      'Invalid SKU Number on Line 1: RLM has no item NO-SUCH',
    );
  });
});
