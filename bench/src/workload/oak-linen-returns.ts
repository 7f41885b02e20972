import { definitionOf, encodeEnvelope, partitionKeyOf, returnIdOf, topicOf, type EventData } from '@backhaul/contracts';
import { OAK_LINEN, type World } from '@backhaul/launcher';
import { postgresBus } from '@backhaul/messaging';
import { Pool } from 'pg';
import type { BenchContext } from '../harness/benchmark.js';

const COMPANY = 7;
const SKU = 'OLSHT-WHITE-M';
const BATCH = 200;
const AT = '2026-03-02T10:00:00.000Z';

const orderOf = (nth: number): string => String(6_611_000_000_000 + nth);
const numberOf = (nth: number): string => String(88_400_000 + nth);
const usd = (amount: number) => ({ amount, currency: 'USD' });

/** Tells rlm-adapter of so many returns, as loop-gateway would; their orders have shipped from RLM. */
export async function tellReturns(
  ctx: BenchContext,
  { simulators }: World,
  busUrl: string,
  count: number,
): Promise<void> {
  const pool = new Pool({ connectionString: busUrl, max: 2 });
  const bus = postgresBus({ pool });
  ctx.defer(async () => {
    await bus.close();
    await pool.end();
  });
  const publisher = await bus.publisher('the shoppers of this benchmark');
  for (let at = 0; at < count; at += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - at) }, (_, nth) => at + nth);
    for (const nth of numbers) {
      const line = { externalLineId: `line-${nth}`, sku: SKU, quantity: 1, price: 8000, tax: 710 };
      simulators.rlm.door.addOrder(COMPANY, { externalOrderId: orderOf(nth), customerPo: `#${nth}`, lines: [line] });
    }
    await publisher.publish(topicOf('loop-gateway'), numbers.map(messageOf));
  }
}

function messageOf(nth: number) {
  const returnId = returnIdOf(OAK_LINEN, numberOf(nth));
  const data: EventData<'ReturnInitiated'> = {
    returnId,
    externalReturnId: numberOf(nth),
    order: { orderId: orderOf(nth), orderName: `#${nth}` },
    outcome: 'refund',
    shopper: { name: 'Dana Poe', postalCode: '10001', countryCode: 'US' },
    units: [
      {
        ...{ unitId: '1', orderLineId: `line-${nth}`, variantId: null, sku: SKU, barcode: null, title: null },
        ...{ price: usd(8000), discount: usd(0), tax: usd(710), refund: usd(8710) },
        ...{ reason: 'Too large', parentReason: 'Fit', outcome: 'return' },
      },
    ],
    exchangeItems: [],
    exchangeOrders: [],
    amounts: {
      ...{ product: usd(8000), discount: usd(0), tax: usd(710), total: usd(8710), exchangeCredit: usd(0) },
      ...{ exchangeTotal: usd(0), refund: usd(8710), storeCredit: usd(0), upsell: usd(0), handlingFee: usd(0) },
    },
    parcel: { carrier: 'USPS', trackingNumber: `94001${nth}`, status: null, labelUrl: null },
    gift: false,
    multiCurrency: false,
    initiatedAt: AT,
    learnedVia: 'webhook',
  };
  return encodeEnvelope({
    id: `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`,
    source: '/backhaul/loop-gateway',
    type: 'ReturnInitiated',
    subject: returnId,
    time: AT,
    recordedAt: AT,
    partitionKey: partitionKeyOf(OAK_LINEN, orderOf(nth)),
    merchantId: OAK_LINEN,
    correlationId: returnId,
    causationId: 'bench',
    schemaVersion: definitionOf('ReturnInitiated').version,
    data,
  });
}
