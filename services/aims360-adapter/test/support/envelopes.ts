import { randomUUID } from 'node:crypto';
import {
  definitionOf,
  orderSubjectOf,
  partitionKeyOf,
  returnIdOf,
  type AnyEnvelope,
  type EventData,
  type EventType,
  type ServiceName,
} from '@backhaul/contracts';
import { exchangeOrder, initiated, jacket, usd } from './returns.js';

/** A return of one merchant's order, as the other services speak of it. */
export interface Story {
  readonly merchantId: string;
  readonly number: string;
  readonly returnId: string;
  readonly orderId: string;
  readonly orderName: string;
}

export const storyOf = (merchantId: string, number: string): Story => {
  const orderId = `55${number}`;
  return { merchantId, number, returnId: returnIdOf(merchantId, number), orderId, orderName: `#${number}` };
};

const orderFacts: readonly EventType[] = [
  'RefundRecorded',
  'RefundMoneySettled',
  'RefundMoneyFailed',
  'ExchangeOrderCreated',
];

/** An envelope with an id of its own, checked against its contract. */
function envelope<T extends EventType>(story: Story, from: ServiceName, type: T, data: EventData<T>): AnyEnvelope {
  const { merchantId, returnId, orderId } = story;
  const { version, schema } = definitionOf(type);
  const now = new Date().toISOString();
  return {
    id: randomUUID(),
    source: `/backhaul/${from}`,
    type,
    subject: orderFacts.includes(type) ? orderSubjectOf(merchantId, orderId) : returnId,
    time: now,
    recordedAt: now,
    partitionKey: partitionKeyOf(merchantId, orderId),
    merchantId,
    correlationId: `correlation of ${returnId}`,
    causationId: 'webhook',
    schemaVersion: version,
    data: schema.parse(data),
  } as AnyEnvelope;
}

/** One jacket in M of 136.08 comes back, unless told otherwise. */
export function returnInitiated(story: Story, units = [jacket('u1')]): AnyEnvelope {
  const { returnId, number: externalReturnId, orderId, orderName } = story;
  const data = { ...initiated(units), returnId, externalReturnId, order: { orderId, orderName } };
  return envelope(story, 'loop-gateway', 'ReturnInitiated', data);
}

export function returnProcessed(
  story: Story,
  refundIds: string[],
  amount = 13608,
  change: Partial<EventData<'ReturnProcessed'>> = {},
): AnyEnvelope {
  return envelope(story, 'loop-gateway', 'ReturnProcessed', {
    returnId: story.returnId,
    processedAt: new Date().toISOString(),
    refundIds,
    refunded: usd(amount),
    storeCredit: usd(0),
    exchangeCredit: usd(0),
    upsell: usd(0),
    partial: false,
    exchangeOrders: [],
    processedByUs: true,
    ...change,
  });
}

/** The replacement of 97.20, discounted by its value, as the shop holds it. */
export function exchangeOrderCreated(
  story: Story,
  change: Partial<EventData<'ExchangeOrderCreated'>> = {},
): AnyEnvelope {
  const { orderId, orderName } = story;
  const { order } = exchangeOrder();
  const data = { ...order, returnId: null, orderId, orderName, exchangeOrderId: exchangeOrderIdOf(story), ...change };
  return envelope(story, 'shopify-gateway', 'ExchangeOrderCreated', data);
}

export const exchangeOrderIdOf = ({ number }: Story): string => `77${number}`;

export function refundRecorded(
  story: Story,
  refundId: string,
  { refunded = 13608, pending = 0 }: { refunded?: number; pending?: number } = {},
): AnyEnvelope {
  const line = {
    orderLineId: '1',
    sku: 'RIDGE-PINE-M',
    quantity: 1,
    restockType: 'no-restock',
    locationId: null,
  } as const;
  return envelope(story, 'shopify-gateway', 'RefundRecorded', {
    refundId,
    orderId: story.orderId,
    orderName: story.orderName,
    createdAt: new Date().toISOString(),
    lines: [{ ...line, subtotal: usd(12600), tax: usd(1008) }],
    shipping: usd(0),
    moneyRefunded: usd(refunded),
    moneyPending: usd(pending),
  });
}

export function refundMoneySettled(story: Story, refundId: string, amount: number): AnyEnvelope {
  const data = {
    refundId,
    orderId: story.orderId,
    transactionId: null,
    amount: usd(amount),
    settledAt: new Date().toISOString(),
  };
  return envelope(story, 'shopify-gateway', 'RefundMoneySettled', data);
}

export function refundMoneyFailed(story: Story, refundId: string, amount: number): AnyEnvelope {
  const data = {
    refundId,
    orderId: story.orderId,
    transactionId: null,
    amount: usd(amount),
    failedAt: new Date().toISOString(),
  };
  return envelope(story, 'shopify-gateway', 'RefundMoneyFailed', data);
}

/** The return as it stands after an edit. */
export function returnRevised(story: Story, units: Parameters<typeof initiated>[0], revision = 2): AnyEnvelope {
  const { returnId, number: externalReturnId, orderId, orderName } = story;
  const { initiatedAt: _, learnedVia: __, ...snapshot } = initiated(units);
  const of = { returnId, externalReturnId, order: { orderId, orderName } };
  const data = { ...snapshot, ...of, revision, revisedAt: new Date().toISOString() };
  return envelope(story, 'loop-gateway', 'ReturnRevised', data);
}

export const returnCancelled = (story: Story): AnyEnvelope =>
  envelope(story, 'loop-gateway', 'ReturnCancelled', {
    returnId: story.returnId,
    cancelledAt: new Date().toISOString(),
  });

export const unitsRemoved = (story: Story, ...unitIds: string[]): AnyEnvelope =>
  envelope(story, 'loop-gateway', 'ReturnUnitsRemoved', {
    returnId: story.returnId,
    unitIds,
    removedAt: new Date().toISOString(),
  });
