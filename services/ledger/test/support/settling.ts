import { allocate, money } from '@backhaul/money';
import type { EventData } from '@backhaul/contracts';
import type { Chapter } from './envelopes.js';
import { northfold, usd } from './northfold.js';
import type { Plan } from './plan.js';

const { returnId, orderId } = northfold;
const at = (minute: number): string => new Date(Date.UTC(2026, 8, 20, 14, minute)).toISOString();
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Every document that settles the return of a plan, in the order in which it happens. */
export function chaptersOf(plan: Plan): Chapter[] {
  return [...goods(plan), ...credited(plan), ...given(plan), ...applied(plan)];
}

const isExchange = ({ exchangeCredit, upsell }: Plan): boolean => exchangeCredit + upsell > 0;

function outcomeOf(plan: Plan): string {
  const words = [
    ...(isExchange(plan) ? ['exchange'] : []),
    ...(plan.storeCredit > 0 ? ['credit'] : []),
    ...(plan.refunds.length > 0 ? ['refund'] : []),
  ];
  return words.join('+') || 'exchange';
}

function goods(plan: Plan): Chapter[] {
  const unitIds = plan.units.map((_, index) => `u${index}`);
  return [
    { from: 'loop-gateway', type: 'ReturnInitiated', at: at(0), data: initiatedOf(plan) },
    { from: 'aims360-adapter', type: 'ReturnAuthorized', at: at(1), data: authorisedOf(plan) },
    ...Array.from({ length: plan.receipts }, (_, index): Chapter => {
      const arrived = unitIds.filter((_id, nth) => nth % plan.receipts === index);
      return receipt(arrived, index, index === plan.receipts - 1);
    }),
    {
      from: 'aims360-adapter',
      type: 'InventoryRestocked',
      at: at(6),
      data: {
        returnId,
        restockedAt: at(6),
        documentNumber: '30115',
        movements: [{ sku: 'NF', barcode: null, warehouse: 'W', quality: 'first', quantity: plan.units.length }],
        system: 'AIMS360',
      },
    },
  ];
}

function initiatedOf(plan: Plan): EventData<'ReturnInitiated'> {
  const { units, exchangeCredit, upsell } = plan;
  return {
    returnId,
    externalReturnId: '88120045',
    order: { orderId, orderName: '#20418' },
    outcome: outcomeOf(plan),
    shopper: null,
    units: units.map(({ price, discount, tax }, index) => ({
      unitId: `u${index}`,
      orderLineId: `l${index}`,
      variantId: null,
      sku: 'NF',
      barcode: null,
      title: null,
      price: usd(price),
      discount: usd(discount),
      tax: usd(tax),
      refund: usd(0),
      reason: null,
      parentReason: null,
      outcome: 'return',
    })),
    exchangeItems: [],
    exchangeOrders: [],
    amounts: {
      product: usd(sum(units.map(({ price }) => price))),
      discount: usd(sum(units.map(({ discount }) => discount))),
      tax: usd(plan.tax),
      total: usd(plan.total),
      exchangeCredit: usd(exchangeCredit),
      exchangeTotal: usd(exchangeCredit + upsell),
      refund: usd(sum(plan.refunds)),
      storeCredit: usd(plan.storeCredit),
      upsell: usd(upsell),
      handlingFee: usd(plan.fee),
    },
    parcel: { carrier: null, trackingNumber: null, status: null, labelUrl: null },
    gift: false,
    multiCurrency: false,
    initiatedAt: at(0),
    learnedVia: 'webhook',
  };
}

function authorisedOf(plan: Plan): EventData<'ReturnAuthorized'> {
  const uses =
    plan.route === 'debits' ? ['CreditOffsetPosted'] : ['RefundImported'].slice(plan.refunds.length > 0 ? 0 : 1);
  const imports = isExchange(plan) ? ['ExchangeOrderImported'] : [];
  return {
    returnId,
    documentKind: 'RMA',
    documentNumber: '30115',
    authorizedAt: at(1),
    warehouse: null,
    system: 'AIMS360',
    job: null,
    expects: ['ReceiptRecorded', 'InventoryRestocked', 'CreditIssued', ...uses, ...imports],
  };
}

function receipt(unitIds: readonly string[], index: number, final: boolean): Chapter {
  return {
    from: 'aims360-adapter',
    type: 'ReceiptRecorded',
    at: at(2 + index),
    data: {
      returnId,
      receiptId: `30115-${index}`,
      documentNumber: '30115',
      receivedAt: at(2 + index),
      warehouse: null,
      final,
      units: unitIds.map((unitId) => ({
        unitId,
        sku: 'NF',
        condition: 'good',
        quality: 'first',
        disposition: 'restock',
        exception: null,
        note: null,
      })),
      system: 'AIMS360',
    },
  };
}

/** An ERP that withholds credits the money alone; the other credits the value, less the fee where that is how it is kept. */
function credited(plan: Plan): Chapter[] {
  const { total, tax, fee, feeBy, rounding, carriesTax } = plan;
  const merchandise = total - tax + rounding;
  const shownTax = carriesTax ? tax : 0;
  const kept = plan.route === 'debits' && feeBy === 'credit' ? fee : 0;
  const adjustment = plan.route === 'withheld' ? sum(plan.refunds) - total : 0;
  return [
    {
      from: 'aims360-adapter',
      type: 'CreditIssued',
      at: at(8),
      data: {
        returnId,
        documentKind: 'credit-memo',
        documentNumber: 'CM-5501',
        issuedAt: at(8),
        total: usd(merchandise + shownTax - kept + adjustment),
        merchandise: usd(merchandise),
        tax: usd(shownTax),
        freight: usd(0),
        fee: usd(kept),
        adjustment: usd(adjustment),
        system: 'AIMS360',
        job: null,
      },
    },
  ];
}

function given(plan: Plan): Chapter[] {
  const { refunds, exchangeCredit, upsell } = plan;
  const native = plan.exchange === 'native';
  const named = native ? { orderId, orderName: '#20418' } : { orderId: 'E1', orderName: 'EXC-20418' };
  const exchangeOrders = isExchange(plan) ? [{ ...named, native }] : [];
  return [
    ...refunds.map((amount, index): Chapter => ({
      from: 'shopify-gateway',
      type: 'RefundRecorded',
      at: at(10),
      data: {
        refundId: `R${index}`,
        orderId,
        orderName: '#20418',
        createdAt: at(10),
        lines: [],
        shipping: usd(0),
        moneyRefunded: usd(amount),
        moneyPending: usd(0),
      },
    })),
    {
      from: 'loop-gateway',
      type: 'ReturnProcessed',
      at: at(11),
      data: {
        returnId,
        processedAt: at(11),
        refundIds: refunds.map((_, index) => `R${index}`),
        refunded: usd(sum(refunds)),
        storeCredit: usd(plan.storeCredit),
        exchangeCredit: usd(exchangeCredit),
        upsell: usd(upsell),
        exchangeOrders,
        processedByUs: true,
        partial: false,
      },
    },
    ...(isExchange(plan) ? replacement(plan, named) : []),
  ];
}

function replacement(plan: Plan, order: { orderId: string; orderName: string }): Chapter[] {
  const native = plan.exchange === 'native';
  const value = plan.exchangeCredit + plan.upsell;
  // The discount is at most the value of the goods: their tax stays on the order.
  const tax = Math.floor(value / 20);
  const discount = plan.exchange === 'discount' ? Math.min(plan.exchangeCredit, value - tax) : 0;
  const isWithheld = plan.route === 'withheld';
  return [
    {
      from: 'shopify-gateway',
      type: 'ExchangeOrderCreated',
      at: at(12),
      data: {
        returnId,
        orderId,
        orderName: '#20418',
        exchangeOrderId: order.orderId,
        exchangeOrderName: order.orderName,
        native,
        createdAt: at(12),
        lines: [],
        merchandise: usd(value - tax),
        creditDiscount: usd(discount),
        otherDiscounts: usd(0),
        shipping: usd(0),
        tax: usd(tax),
        total: usd(value - discount),
        shippingMethod: null,
        paymentMethods: [],
        cancelled: false,
        confidence: 'certain',
        evidence: ['named by the return'],
      },
    },
    {
      from: 'aims360-adapter',
      type: 'ExchangeOrderImported',
      at: at(13),
      data: {
        returnId,
        exchangeOrderId: order.orderId,
        exchangeOrderName: order.orderName,
        documentNumber: 'SO-9',
        amended: native,
        importedAt: at(13),
        merchandise: usd(value - tax),
        offset: {
          kind: isWithheld ? 'misc-charge' : discount > 0 ? 'discount' : 'none',
          amount: usd(isWithheld ? plan.exchangeCredit : discount),
        },
        total: usd(isWithheld ? plan.upsell : value - discount),
        shippingType: null,
        paymentType: null,
        system: 'AIMS360',
        job: null,
      },
    },
  ];
}

function applied(plan: Plan): Chapter[] {
  if (plan.route === 'withheld') return plan.refunds.map(imported);
  const { fee, feeBy, exchange, carriesTax, tax } = plan;
  const parts = [
    { purpose: 'refund' as const, gross: sum(plan.refunds), weight: sum(plan.refunds) },
    { purpose: 'store-credit' as const, gross: plan.storeCredit, weight: plan.storeCredit },
    { purpose: 'exchange' as const, gross: plan.exchangeCredit, weight: plan.exchangeCredit },
    { purpose: 'fee' as const, gross: feeBy === 'debit' ? fee : 0, weight: 0 },
    { purpose: 'rounding' as const, gross: plan.rounding, weight: 0 },
  ];
  const shares = carriesTax
    ? []
    : allocate(
        money(tax, 'USD'),
        parts.map(({ weight }) => weight),
      );
  return parts.flatMap(({ purpose, gross }, index): Chapter[] => {
    const taxNotCarried = shares[index]?.amount ?? 0;
    if (gross === 0) return [];
    if (purpose === 'exchange' && exchange !== 'discount') return [creditApplied(gross - taxNotCarried)];
    return [offset(purpose, gross - taxNotCarried, taxNotCarried)];
  });
}

type Purpose = EventData<'CreditOffsetPosted'>['purpose'];
const letters = { refund: 'R', 'store-credit': 'G', exchange: 'X', fee: 'F', rounding: 'D' } as const;

function offset(purpose: Purpose, amount: number, taxNotCarried: number): Chapter {
  const letter = letters[purpose];
  return {
    from: 'aims360-adapter',
    type: 'CreditOffsetPosted',
    at: at(20),
    data: {
      returnId,
      creditDocument: 'CM-5501',
      documentNumber: `DA-${letter}`,
      amount: usd(amount),
      reason: 'SHOPREF',
      reference: `LOOP-88120045-${letter}`,
      purpose,
      taxNotCarried: usd(taxNotCarried),
      postedAt: at(20),
      system: 'AIMS360',
    },
  };
}

function creditApplied(amount: number): Chapter {
  return {
    from: 'aims360-adapter',
    type: 'CreditApplied',
    at: at(21),
    data: { returnId, creditDocument: 'CM-5501', applied: usd(amount), appliedAt: at(21), system: 'AIMS360' },
  };
}

function imported(amount: number, index: number): Chapter {
  return {
    from: 'rlm-adapter',
    type: 'RefundImported',
    at: at(20),
    data: {
      returnId,
      refundId: `R${index}`,
      documentNumber: `RI-${index}`,
      applied: usd(amount),
      importedAt: at(20),
      system: 'RLM',
      job: null,
    },
  };
}
