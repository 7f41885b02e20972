import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, draft, openErp, unit, UPC_L, UPC_M, type TestErp } from '../support/erp.js';
import { usd } from '../support/returns.js';

const key = { customerAccount: 'SHPFY-US', externalReturnId: '88120045' };

describe('the RMA of a return', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
  });
  afterEach(() => erp.simulator.close());

  const made = () => erp.door.rmas(ACCOUNT)[0];
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error as { kind?: string; message: string; values?: Record<string, string> },
    );

  it('is made from the imported order, with what the shopper paid, and read back in our words', async () => {
    const rma = await erp.client().createRma(draft());
    expect(rma).toMatchObject({
      status: 'open',
      warehouse: 'MAIN',
      secondsWarehouse: 'SECONDS',
      lines: [{ sku: 'RIDGE-PINE-M', barcode: UPC_M, authorized: 1, received: 0 }],
      credit: null,
    });
    expect(made()).toMatchObject({
      rma: rma.rmaNumber,
      customerAccount: 'SHPFY-US',
      customerPurchaseOrder: '#20418',
      thirdPartyOrderID: '5511223344556',
      thirdPartyReturnID: '88120045',
      source: 'API',
      tax: 10.08,
      restockingFee: 0,
      lineItems: [{ price: 126, lineNote: 'Too warm', sizes: [{ sizeName: 'M', authorizedQuantity: 1 }] }],
    });
  });

  it('is dated by the merchant’s calendar: 03:02 in London is the evening before in Chicago', async () => {
    await erp.client().createRma(draft());
    expect(made()).toMatchObject({ entered: '2026-09-13' });
  });

  it('has a line per style-colour and price, and a size entry per size', async () => {
    const units = [
      unit({ unitId: 'a' }),
      unit({ unitId: 'b' }),
      unit({ unitId: 'c', barcode: UPC_L, sku: 'RIDGE-PINE-L' }),
      unit({ unitId: 'd', price: usd(10000) }),
    ];
    await erp.client().createRma(draft({ units }));
    expect(made()).toMatchObject({
      lineItems: [
        {
          price: 126,
          sizes: [
            { sizeName: 'M', authorizedQuantity: 2 },
            { sizeName: 'L', authorizedQuantity: 1 },
          ],
        },
        { price: 100, sizes: [{ sizeName: 'M', authorizedQuantity: 1 }] },
      ],
    });
    // An item on two lines is one item to us.
    const rma = await erp.client().findRma(key);
    expect(rma?.lines.map(({ sku, authorized }) => [sku, authorized])).toEqual([
      ['RIDGE-PINE-M', 3],
      ['RIDGE-PINE-L', 1],
    ]);
  });

  it.each([
    ['its UPC', { sku: 'whatever', barcode: UPC_L }, 'L'],
    ['its SKU, style-color-size, when the shop has no barcode', { sku: 'RIDGE-PINE-L', barcode: null }, 'L'],
    ['its SKU when the UPC is not known there', { sku: 'RIDGE-PINE-L', barcode: '000' }, 'L'],
    ['its UPC when the SKU says otherwise', { sku: 'RIDGE-PINE-L', barcode: UPC_M }, 'M'],
  ])('finds an item by %s', async (_, item, sizeName) => {
    await erp.client().createRma(draft({ units: [unit(item)] }));
    expect(made()).toMatchObject({ lineItems: [{ sizes: [{ sizeName }] }] });
  });

  it('finds a SKU whose style has dashes and quotes', async () => {
    erp.door.addStyleColor(ACCOUNT, { style: "O'NEIL-2", color: 'RED', sizes: [{ sizeName: 'OS' }] });
    await erp.client().createRma(draft({ units: [unit({ sku: "O'NEIL-2-RED-OS", barcode: null })] }));
    expect(made()).toMatchObject({ lineItems: [{ style: "O'NEIL-2" }] });
  });

  it('is not made for an item that is not known: a person maps it', async () => {
    const failure = await failureOf(erp.client().createRma(draft({ units: [unit({ sku: 'CAP', barcode: '77' })] })));
    expect(failure).toMatchObject({ kind: 'map-item', values: { upc: '77', sku: 'CAP' } });
    expect(failure?.message).toBe('AIMS360 knows no item with UPC 77 or SKU CAP.');
    expect(made()).toBeUndefined();
  });

  it('is not made for a UPC that stands for two items, whatever the SKU says', async () => {
    erp.door.addStyleColor(ACCOUNT, { style: 'OTHER', color: 'RED', sizes: [{ sizeName: 'M', upc: UPC_M }] });
    const failure = await failureOf(erp.client().createRma(draft()));
    expect(failure).toMatchObject({ kind: 'map-item' });
    expect(failure?.message).toContain('has several items');
    expect(made()).toBeUndefined();
  });

  it('is not made before the order was imported', async () => {
    const order = { orderId: '999', orderName: '#20999' };
    expect(await failureOf(erp.client().createRma(draft({ order })))).toMatchObject({
      kind: 'import-order',
      message: 'Order #20999 has not been imported into AIMS360.',
      values: { order: '#20999', shopifyOrder: '999', account: 'SHPFY-US' },
    });
  });

  it('is not made with a warehouse or a reason that is not known, and the list is read again before a person is asked', async () => {
    const client = erp.client();
    const failure = await failureOf(client.createRma(draft({ warehouse: 'NOWHERE' })));
    expect(failure).toMatchObject({ kind: 'map-code', values: { code: 'NOWHERE' } });
    expect(await failureOf(client.createRma(draft({ reason: 'MOOD' })))).toMatchObject({ kind: 'map-code' });
    // Empty page, list, and both once more.
    expect(erp.calls(/returnauthorizations/)).toHaveLength(4);
  });

  it('reads code lists once a day', async () => {
    const client = erp.client();
    for (const externalReturnId of ['1', '2', '3']) await client.createRma(draft({ externalReturnId }));
    expect(erp.calls(/warehouses$/)).toHaveLength(2);
    erp.simulator.clock.advance(25 * 3_600_000);
    await client.createRma(draft({ externalReturnId: '4' }));
    expect(erp.calls(/warehouses$/)).toHaveLength(4);
  });

  it('is found by the return number on it, within the account', async () => {
    const client = erp.client();
    expect(await client.findRma(key)).toBeNull();
    const rma = await client.createRma(draft());
    expect(await client.findRma(key)).toEqual(rma);
    expect(await client.findRma({ ...key, customerAccount: 'SHPFY-CA' })).toBeNull();
  });

  it('is not guessed when two carry the same return number', async () => {
    await erp.client().createRma(draft());
    const [row] = erp.door.rmas(ACCOUNT);
    const value = [row, { ...row, rmaID: 'x', rma: '77' }];
    erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body: { value } });
    expect(await failureOf(erp.client().findRma(key))).toMatchObject({ kind: 'second-rma', values: { surplus: '77' } });
  });

  it('that does not keep our return number is for a person: it could not be found again', async () => {
    const client = erp.client();
    await client.createRma(draft());
    const body = { ...erp.door.rmas(ACCOUNT)[0], thirdPartyReturnID: null };
    erp.simulator.faults.add({ match: { method: 'POST', path: '/rma$' }, kind: 'status', status: 201, body });
    expect(await failureOf(client.createRma(draft({ externalReturnId: '5' })))).toMatchObject({ kind: 'create-rma' });
  });

  it('is credited once, and shows what the credit is made of', async () => {
    const client = erp.client();
    const { rmaId } = await client.createRma(draft({ fee: usd(500) }));
    erp.door.operatorReceive(ACCOUNT, '88120045');
    expect(await client.previewCredit(rmaId, 'USD')).toEqual(usd(13108));
    expect((await client.findRma(key))?.status).toBe('open');
    await client.confirmCredit(rmaId);
    await client.confirmCredit(rmaId);
    expect(erp.door.credits(ACCOUNT)).toHaveLength(1);
    expect(await client.findRma(key)).toMatchObject({
      status: 'credited',
      lines: [{ received: 1, restocked: 1 }],
      credit: { total: usd(13108), merchandise: usd(12600), tax: usd(1008), freight: usd(0), fee: usd(500) },
    });
  });
});
