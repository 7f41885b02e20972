import { displayMoney, isZero } from '@backhaul/money';
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
    text: `Return ${externalReturnId} submitted: ${counted(units.length, 'unit')} of order ${order.orderName}, ${promised(outcome, amounts)}`,
    documents: [{ kind: 'return', number: externalReturnId }],
  }),
  ReturnRevised: ({ units, outcome, amounts }) =>
    told(`Return edited in Loop: ${counted(units.length, 'unit')}, ${promised(outcome, amounts)}`),
  ReturnUnitsRemoved: ({ unitIds }) => told(`${counted(unitIds.length, 'unit')} removed from the return in Loop`),
  ParcelProgressed: ({ status, carrier, trackingNumber }) => ({
    system: 'Loop',
    text: `${parcelWords[status] ?? `Parcel status: ${status}`}${carrier === null ? '' : ` (${carrier})`}`,
    documents: trackingNumber === null ? [] : [{ kind: 'tracking number', number: trackingNumber }],
  }),
  ReturnProcessed: ({ refundIds, refunded, storeCredit, exchangeOrders, partial, processedByUs }) => {
    const outcomes = [
      ...(refundIds.length > 0 ? [`refund of ${displayMoney(refunded)}`] : []),
      ...(isZero(storeCredit) ? [] : [`store credit of ${displayMoney(storeCredit)}`]),
      ...exchangeOrders.map(({ orderId, orderName }) => `exchange order ${orderName ?? orderId}`),
      ...(partial ? ['an exchange item is out of stock'] : []),
    ];
    const what = outcomes.length === 0 ? '' : `: ${outcomes.join(', ')}`;
    return {
      system: 'Loop',
      text: `Return processed in Loop${processedByUs ? '' : ', not at our request'}${what}`,
      documents: [
        ...refundIds.map((number) => ({ kind: 'refund', number })),
        ...exchangeOrders.map(({ orderId, orderName }) => ({ kind: 'exchange order', number: orderName ?? orderId })),
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

function promised(outcome: string, amounts: { refund: Amount; storeCredit: Amount }): string {
  const money = [
    ...(isZero(amounts.refund) ? [] : [`refund of ${displayMoney(amounts.refund)}`]),
    ...(isZero(amounts.storeCredit) ? [] : [`store credit of ${displayMoney(amounts.storeCredit)}`]),
  ];
  const others = outcome.split('+').filter((word) => word !== 'refund' && word !== 'credit');
  return [...others, ...money].join(' and ') || outcome;
}

type Amount = Parameters<typeof displayMoney>[0];
