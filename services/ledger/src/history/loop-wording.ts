import { displayMoney, isZero } from '@backhaul/money';
import type { FactOf } from '../journal/facts.js';
import { counted, type Wording } from './line.js';

const parcelWords: Readonly<Record<string, string>> = {
  new: 'Shipping label created',
  pending: 'Shipping label requested',
  pre_transit: 'Shipping label created',
  in_transit: 'Parcel in transit',
  out_for_delivery: 'Parcel out for delivery',
  available_for_pickup: 'Parcel ready for pick-up',
  delivered: 'Parcel delivered',
  return_to_sender: 'Parcel on its way back to the shopper',
  failure: 'Parcel not delivered: the carrier reports a failure',
};

/** What happens to the shopper's request, as Loop has it. */
export const loopWording: Wording<
  | 'ReturnInitiated'
  | 'ReturnRevised'
  | 'ReturnUnitsRemoved'
  | 'ParcelProgressed'
  | 'ReturnProcessed'
  | 'ReturnProcessingFailed'
  | 'ReturnFlagged'
  | 'ReturnClosed'
  | 'ReturnCancelled'
  | 'ReturnExpired'
> = {
  ReturnInitiated: ({ externalReturnId, units, order, outcome, amounts }) => ({
    system: 'Loop',
    text: `Return ${externalReturnId} submitted: ${unitsText(units)} of order ${order.orderName}, ${promised(outcome, amounts)}`,
    documents: [{ kind: 'return', number: externalReturnId }],
  }),
  ReturnRevised: ({ units, outcome, amounts }) =>
    told(`Return edited in Loop, now ${unitsText(units)}, ${promised(outcome, amounts)}`),
  ReturnUnitsRemoved: ({ unitIds }) => told(`${counted(unitIds.length, 'unit')} removed from the return in Loop`),
  ParcelProgressed: ({ status, carrier, trackingNumber }) => ({
    system: 'Loop',
    text: `${parcelWords[status] ?? `Parcel status: ${status}`}${carrier === null ? '' : ` (${carrier})`}`,
    documents: trackingNumber === null ? [] : [{ kind: 'tracking number', number: trackingNumber }],
  }),
  ReturnProcessed: (processed) => {
    const { refundIds, exchangeOrders, partial, processedByUs } = processed;
    const outcomes = outcomesOf(processed);
    const what = outcomes.length === 0 ? '' : `: ${outcomes.join(', ')}`;
    return {
      system: 'Loop',
      text: `Return ${partial ? 'partly ' : ''}processed in Loop${processedByUs ? '' : ', not at our request'}${what}`,
      documents: [
        ...refundIds.map((number) => ({ kind: 'refund', number })),
        ...exchangeOrders.map(({ orderId, orderName }) => ({ kind: 'exchange order', number: orderName ?? orderId })),
        ...exchangeOrders.map(({ orderId }) => ({ kind: 'exchange order id', number: orderId })),
      ],
    };
  },
  ReturnProcessingFailed: ({ message }) => told(`Loop could not process the return: ${message ?? 'no reason given'}`),
  ReturnFlagged: () => told('Return flagged for review in Loop'),
  ReturnClosed: () => told('Return closed in Loop without an outcome'),
  ReturnCancelled: () => told('Return cancelled in Loop'),
  ReturnExpired: () => told('Return expired in Loop: the parcel was never shipped'),
};

const told = (text: string) => ({ system: 'Loop', text, documents: [] });

/** '2 units', '2 units (1 kept by the shopper)' */
function unitsText(units: readonly { outcome: 'return' | 'keep' }[]): string {
  const kept = units.filter(({ outcome }) => outcome === 'keep').length;
  return `${counted(units.length, 'unit')}${kept === 0 ? '' : ` (${kept} kept by the shopper)`}`;
}

/** What the shopper was given. */
function outcomesOf({ refundIds, refunded, storeCredit, upsell, exchangeOrders, partial }: Processed): string[] {
  return [
    ...(refundIds.length > 0 ? [`refund of ${displayMoney(refunded)}`] : []),
    ...(isZero(storeCredit) ? [] : [`store credit of ${displayMoney(storeCredit)}`]),
    ...exchangeOrders.map(({ orderId, orderName, native }) =>
      native ? `exchange items added to order ${orderName ?? orderId}` : `exchange order ${orderName ?? orderId}`,
    ),
    ...(isZero(upsell) ? [] : [`${displayMoney(upsell)} paid on top`]),
    ...(partial ? ['an exchange item is out of stock'] : []),
  ];
}

function promised(outcome: string, amounts: { refund: Amount; storeCredit: Amount }): string {
  const money = [
    ...(isZero(amounts.refund) ? [] : [`refund of ${displayMoney(amounts.refund)}`]),
    ...(isZero(amounts.storeCredit) ? [] : [`store credit of ${displayMoney(amounts.storeCredit)}`]),
  ];
  const others = outcome.split('+').filter((word) => word !== 'refund' && word !== 'credit');
  return [...others, ...money].join(' and ') || outcome;
}

type Amount = Parameters<typeof displayMoney>[0];
type Processed = FactOf<'ReturnProcessed'>['data'];
