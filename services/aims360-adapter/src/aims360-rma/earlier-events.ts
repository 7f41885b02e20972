import type { Money } from '@backhaul/money';

// What older releases stored, as today's would have. They knew one debit per return: that of the refund.

interface Request1 {
  units: object[];
  expectedCredit: Money;
  policy: { debitReason: string; reason: string; warehouse: string };
}

/** Version 1 kept neither prices nor tax of units: the RMA was asked for already, and needs them no more. */
export function withUnitsAndMoney({ units, policy, ...data }: Request1): object {
  const none = { amount: 0, currency: data.expectedCredit.currency };
  const { debitReason, ...kept } = policy;
  const { reason, warehouse } = policy;
  const known = { outcome: 'return', price: none, tax: none, note: null, reason, warehouse };
  return {
    ...data,
    units: units.map((unit) => ({ ...unit, ...known })),
    enteredAt: null,
    tax: none,
    fee: none,
    exchangeOrderIds: [],
    policy: {
      ...kept,
      owner: 'us',
      secondsWarehouse: null,
      debitReasons: {
        refund: debitReason,
        'store-credit': 'SHOPGC',
        exchange: 'SHOPEXC',
        fee: 'RETFEE',
        rounding: 'ROUND',
      },
      roundingCreditReason: 'ROUND',
      toleranceCents: 0,
      fee: 'restocking-fee',
    },
  };
}

/** Version 1 told of refunds alone. */
export function withOutcomes({ refundIds, refunded }: { refundIds: string[]; refunded: Money }): object {
  const none = { amount: 0, currency: refunded.currency };
  const given = { storeCredit: none, exchangeCredit: none, exchangeOrderIds: [] };
  return { refundIds, refunded, ...given, partial: false, processedAt: null };
}

export const forRefund = (data: object): object => ({ ...data, purpose: 'refund' });

/** What was entered was posted at once. */
export const posted = (data: object): object => ({ ...data, purpose: 'refund', posting: true });

export const adjustmentOfAnyone = (data: object): object => ({ ...data, kind: 'debit', creditDocument: null });

/** Nobody could ask for a credit then. */
export const byPolicy = (data: object): object => ({ ...data, by: null, reason: null });
