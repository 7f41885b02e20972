import type { EventData } from '@backhaul/contracts';
import { money, type Money } from '@backhaul/money';
import type { RaPolicy } from '../../src/rlm-return-authorization/policy.js';
import type { Receipt, ReceiptLine } from '../../src/rlm-return-authorization/receipt.js';
import type { ImportedRefund, ShopRefund } from '../../src/rlm-return-authorization/refund.js';

export const usd = (amount: number): Money => money(amount, 'USD');
export const returnId = 'oaklinen-88400012';
export const raNumber = '700123';
export const policy: RaPolicy = {
  ...{ company: 7, division: 20, account: 'WEB0000', store: 1, warehouse: 1 },
  receiving: { secondQuality: 'flag', finalWithinDays: 5, neverArrivesDays: 30 },
  ...{ owner: 'us', exportsStock: true },
};
export const at = new Date('2026-03-10T12:00:00.000Z');

/** SKUs that the RLM simulator has from the start. */
export const BLACK_M = 'TS100-BLK-M';
export const BLACK_S = 'TS100-BLK-S';
export const RED_M = 'TS100-RED-M';

type Initiated = EventData<'ReturnInitiated'>;
type Unit = Initiated['units'][number];

export const unit = (unitId: string, sku: string | null, change: Partial<Unit> = {}): Unit => ({
  unitId,
  orderLineId: `line-${sku ?? unitId}`,
  variantId: null,
  sku,
  barcode: null,
  title: 'Shirt',
  price: usd(4000),
  discount: usd(0),
  tax: usd(355),
  refund: usd(4355),
  reason: 'Too large',
  parentReason: null,
  outcome: 'return',
  ...change,
});

/** Two black shirts of one order line and a red one come back. */
export const initiated = (units: Unit[] = [unit('1', BLACK_M), unit('2', BLACK_M), unit('3', RED_M)]): Initiated => ({
  returnId,
  externalReturnId: '88400012',
  order: { orderId: '6611223344556', orderName: 'EC-10442' },
  outcome: 'refund',
  shopper: { name: 'Dana Poe', postalCode: '10001', countryCode: 'US' },
  units,
  exchangeItems: [],
  exchangeOrders: [],
  amounts: {
    product: usd(12000),
    discount: usd(0),
    tax: usd(1065),
    total: usd(13065),
    exchangeCredit: usd(0),
    exchangeTotal: usd(0),
    refund: usd(13065),
    storeCredit: usd(0),
    upsell: usd(0),
    handlingFee: usd(0),
  },
  parcel: { carrier: 'USPS', trackingNumber: '9400100000000000000001', status: null, labelUrl: null },
  gift: false,
  multiCurrency: false,
  initiatedAt: '2026-03-02T10:00:00.000Z',
  learnedVia: 'webhook',
});

export const line = (sku: string | null, quantity: number, change: Partial<ReceiptLine> = {}): ReceiptLine => ({
  lineNo: null,
  sku,
  barcode: null,
  quantity,
  condition: 'good',
  disposition: 'restock',
  exception: null,
  note: null,
  ...change,
});

/** Everything of `initiated()`, in good condition. */
export const everything: readonly ReceiptLine[] = [line(BLACK_M, 2, { lineNo: 1 }), line(RED_M, 1, { lineNo: 2 })];

export const receipt = (lines: readonly ReceiptLine[] = everything, change: Partial<Receipt> = {}): Receipt => ({
  receiptId: 'RCV1',
  revision: 1,
  receivedAt: '2026-03-09T15:20:00.000Z',
  warehouse: 'WEST1',
  final: true,
  lines,
  ...change,
});

export const refund = (change: Partial<ShopRefund> = {}): ShopRefund => ({
  refundId: '991',
  orderId: '6611223344556',
  orderName: 'EC-10442',
  createdAt: '2026-03-10T09:00:00.000Z',
  lines: [
    {
      orderLineId: `line-${BLACK_M}`,
      sku: BLACK_M,
      quantity: 2,
      restockType: 'return',
      locationId: null,
      subtotal: usd(8000),
      tax: usd(710),
    },
  ],
  shipping: usd(0),
  moneyRefunded: usd(8710),
  moneyPending: usd(0),
  ...change,
});

/** What RLM made of `refund()`. */
export const credited = (change: Partial<ImportedRefund> = {}): ImportedRefund => ({
  kind: 'created',
  creditNumber: '900001',
  total: usd(8710),
  merchandise: usd(8000),
  tax: usd(710),
  freight: usd(0),
  adjustment: usd(0),
  movements: [{ sku: BLACK_M, barcode: null, warehouse: '1', quality: 'first', quantity: 2 }],
  leftOut: [],
  ...change,
});
