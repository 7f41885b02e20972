import type { ConfigFile } from '@backhaul/service-kit';
import type { OperatorReceipt, OrderRequest } from '@backhaul/simulators';
import { northfoldCatalogue, skuOf } from './catalogue.js';
import type { Simulators } from './simulators.js';
import type { WorldOptions } from './world.js';

export const NORTHFOLD = 'northfold';
export const NORTHFOLD_SHOP = 'northfold.myshopify.com';
const ACCOUNT = 'NORTHFOLD';
const CUSTOMER_ACCOUNT = 'SHPFY-US';

/** Opens Northfold Outfitters in its three systems; opening it again changes nothing. */
export function openNorthfold(
  { loop, shopify, aims360 }: Simulators,
  { secretOf, webhookUrl, lenient, northfoldLoop }: WorldOptions,
): void {
  shopify.door.addShop({
    domain: NORTHFOLD_SHOP,
    clientId: 'northfold-app',
    clientSecret: secretOf('northfold.shopify'),
    currency: 'USD',
    locations: [{ name: 'Duluth' }],
    plan: lenient === undefined ? 'standard' : 'plus',
    webhookUrl: webhookUrl('shopify-gateway', '/webhooks/shopify'),
  });
  loop.door.addShop({
    shop: NORTHFOLD,
    apiKey: secretOf('northfold.loop.key'),
    webhookSecret: secretOf('northfold.loop.webhook'),
    webhookUrl: webhookUrl('loop-gateway', `/webhooks/loop/${NORTHFOLD}`),
    currency: 'USD',
    shopDomain: NORTHFOLD_SHOP,
    allowFlaggedProcessing: lenient !== undefined,
    ...lenient,
    ...northfoldLoop,
  });
  aims360.door.addTenant({
    accountCode: ACCOUNT,
    clientId: '6F1B2C3D-0000-4000-8000-00000000A1A5',
    clientSecret: secretOf('northfold.aims360.client'),
    username: 'backhaul',
    password: secretOf('northfold.aims360.password'),
    customerAccount: CUSTOMER_ACCOUNT,
    currencyCode: 'USD',
    ...(lenient === undefined ? {} : { settings: lenient }),
  });
  aims360.door.mapShop(ACCOUNT, NORTHFOLD_SHOP, CUSTOMER_ACCOUNT);
}

/** Puts Northfold's goods into shop and ERP. */
export function stockNorthfold({ shopify, aims360 }: Simulators): void {
  for (const item of northfoldCatalogue) {
    const { title, barcode, price } = item;
    shopify.door.addProduct({ shop: NORTHFOLD_SHOP, sku: skuOf(item), barcode, title, price, stock: { Duluth: 200 } });
  }
  for (const { style, color } of northfoldCatalogue.filter((item) => item.size === 'S')) {
    const own = northfoldCatalogue.filter((item) => item.style === style);
    const sizes = own.map(({ size, barcode }) => ({ sizeName: size, upc: barcode, openingStock: { MAIN: 200 } }));
    aims360.door.addStyleColor(ACCOUNT, { style, color, sizes });
  }
}

/** What the shopper bought, and where it stands in the ERP: ordered, paid, shipped. */
export function northfoldOrder(
  { shopify, aims360 }: Simulators,
  lines: { sku: string; quantity: number }[],
  shopper: { email: string; firstName: string; lastName: string },
  terms: Partial<OrderRequest> = {},
) {
  const order = shopify.door.placeOrder({ shop: NORTHFOLD_SHOP, ...shopper, lines, taxRate: 0.08, ...terms });
  shopify.door.fulfill(NORTHFOLD_SHOP, order.id);
  aims360.door.addOrder(ACCOUNT, {
    thirdPartyOrderID: order.id,
    customerPurchaseOrder: order.name,
    lines: order.lines.map(({ sku, quantity, unitPrice, discount }) => ({
      upc: northfoldCatalogue.find((item) => skuOf(item) === sku)?.barcode ?? '',
      quantity,
      price: unitPrice - Math.round(discount / quantity),
    })),
    tax: order.lines.reduce((tax, line) => tax + line.tax, 0),
  });
  return order;
}

/** A row as the ERP shows it. */
export type Row = Readonly<Record<string, unknown>>;

/** What a person at Northfold does and sees in AIMS360. An RMA goes by its number or by the return number on it. */
export interface NorthfoldOffice {
  /** All that is outstanding, to stock; or just these units. */
  receive(rma: string, units?: OperatorReceipt['units']): void;
  confirmCredit(rma: string): void;
  /** Exchange orders as the shop has them: their names begin with EXC-. */
  exchangeOrdersInShop(): readonly { id: string; createdAt: string }[];
  /** Whether AIMS360 has this order of the shop on its list. */
  hasRead(shopOrderId: string): boolean;
  /** Import Orders from Shopify. */
  readShopOrders(): Promise<unknown>;
  rmas(): readonly Row[];
  credits(): readonly Row[];
  arTransactions(): readonly Row[];
  assertInvariants(): void;
}

export function northfoldOffice({ aims360: { door }, shopify }: Simulators): NorthfoldOffice {
  return {
    receive: (rma, units) => void door.operatorReceive(ACCOUNT, rma, units === undefined ? {} : { units }),
    confirmCredit: (rma) => void door.operatorConfirmCredit(ACCOUNT, rma),
    exchangeOrdersInShop: () => shopify.door.orders(NORTHFOLD_SHOP).filter(({ name }) => name.startsWith('EXC-')),
    hasRead: (shopOrderId) => door.webOrders(ACCOUNT).some((row) => row['thirdPartyOrderID'] === shopOrderId),
    readShopOrders: () => door.operatorReadShopify(ACCOUNT),
    rmas: () => door.rmas(ACCOUNT),
    credits: () => door.credits(ACCOUNT),
    arTransactions: () => door.arTransactions(ACCOUNT),
    assertInvariants: () => door.assertInvariants(ACCOUNT),
  };
}

/** Northfold's entry in the configuration. */
export function northfoldMerchant(
  { loop, shopify, aims360 }: Simulators,
  { secretOf, intervals }: WorldOptions,
): ConfigFile['merchants'][number] {
  return {
    id: NORTHFOLD,
    name: 'Northfold Outfitters',
    currency: 'USD',
    timeZone: 'America/Chicago',
    loop: {
      baseUrl: loop.url,
      apiKey: secretOf('northfold.loop.key'),
      webhookSecrets: [secretOf('northfold.loop.webhook')],
      sweepSeconds: intervals.sweepSeconds,
      processGraceSeconds: intervals.processGraceSeconds,
    },
    shopify: {
      shop: NORTHFOLD_SHOP,
      baseUrl: shopify.url,
      clientId: 'northfold-app',
      clientSecret: secretOf('northfold.shopify'),
      sweepSeconds: intervals.sweepSeconds,
    },
    aims360: {
      baseUrl: aims360.url,
      clientId: '6F1B2C3D-0000-4000-8000-00000000A1A5',
      clientSecret: secretOf('northfold.aims360.client'),
      username: 'backhaul',
      password: secretOf('northfold.aims360.password'),
      customerAccount: CUSTOMER_ACCOUNT,
      warehouse: 'MAIN',
      secondsWarehouse: 'SECONDS',
      reason: 'OTHER',
      confirmCredit: 'person',
      postDebit: 'policy',
      shippingType: 'UPSG',
      paymentType: 'EXCH',
      approveFirst: 0,
      pollSeconds: intervals.pollSeconds,
    },
  };
}
