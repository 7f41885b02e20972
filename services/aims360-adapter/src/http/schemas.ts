import { receiptStatuses } from '@backhaul/erp-kit';
import { moneyView } from '@backhaul/service-kit';
import { z } from 'zod';
import { exchangeOrderStatuses } from '../read-models/exchange-order-model.js';
import { stepOwners } from '../read-models/next-step.js';
import { rmaStatuses } from '../read-models/rma-status.js';

const instant = z.string().meta({ description: 'ISO 8601, UTC.', examples: ['2026-09-20T14:07:00.000Z'] });
const next = z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; null on the last.' });
const ofReturn = { returnId: z.string().meta({ examples: ['northfold-88120045'] }), merchantId: z.string() };
const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next });

/** An RMA in the list. */
export const rmaSummary = z.object({
  ...ofReturn,
  externalReturnId: z.string().meta({ description: 'The return number that the shopper sees.' }),
  orderId: z.string(),
  orderName: z.string(),
  rmaNumber: z.string().nullable().meta({ description: 'Null until AIMS360 has it.' }),
  status: z.enum(rmaStatuses),
  owner: z.string().meta({ description: 'Who makes the RMA and its credit: us, vendor-link, or nobody of ours yet.' }),
  expected: moneyView.meta({ description: 'Credit when everything comes back.' }),
  units: z.object({ expected: z.int(), received: z.int() }),
  held: z.boolean(),
  credit: z.object({ document: z.string(), total: moneyView, open: moneyView }).nullable(),
  tasks: z.array(z.string()).meta({ description: 'Ids of its open tasks; GET /tasks of the ledger shows them.' }),
  openedAt: instant,
  changedAt: instant,
});
export type RmaSummaryView = z.infer<typeof rmaSummary>;
export const rmaPage = pageOf(rmaSummary);

/** One part of what uses up a credit. */
const creditPart = z.object({
  purpose: z.string().nullable(),
  amount: moneyView,
  reference: z.string().nullable(),
  state: z.enum(['posted', 'staged', 'requested', 'due', 'awaited', 'applied', 'to-apply']),
  document: z.string().nullable(),
});

/** An RMA with everything that is known of it. */
export const rmaDetail = rmaSummary.extend({
  lines: z.array(
    z.object({
      unitId: z.string(),
      sku: z.string().nullable(),
      barcode: z.string().nullable(),
      outcome: z.string(),
      price: moneyView,
      tax: moneyView,
      shopperReason: z.string().nullable(),
      reason: z.string().nullable().meta({ description: 'Code of the RMA reason.' }),
      warehouse: z.string().nullable().meta({ description: 'Code of the receiving warehouse.' }),
      received: z.boolean(),
    }),
  ),
  quantities: z.record(z.string(), z.record(z.string(), z.int())).meta({ description: 'What AIMS360 counts, by SKU.' }),
  parcel: z
    .object({ carrier: z.string().nullable(), trackingNumber: z.string().nullable(), labelUrl: z.string().nullable() })
    .nullable(),
  parts: z.array(creditPart),
  history: z.array(z.object({ at: instant, type: z.string(), data: z.unknown() })),
});
export type RmaDetailView = z.infer<typeof rmaDetail>;

/** A credit that waits to be confirmed. */
export const awaitingCredit = z.object({
  ...ofReturn,
  rmaNumber: z.string(),
  worth: moneyView.meta({ description: 'What came is worth so much: what a credit should come to now.' }),
  promised: moneyView.meta({ description: 'When everything comes back.' }),
  units: z.array(z.object({ unitId: z.string(), sku: z.string().nullable(), in: z.boolean(), outcome: z.string() })),
  final: z.boolean().meta({ description: 'No more units are expected.' }),
  confirmedBy: z.string().meta({ description: 'person, policy, or early.' }),
  asked: z.boolean().meta({ description: 'The credit is asked for already.' }),
  since: instant,
});
export type AwaitingCreditView = z.infer<typeof awaitingCredit>;
export const awaitingPage = pageOf(awaitingCredit);

/** A credit of which something is left. Each has somebody who has to act. */
export const unappliedCredit = z.object({
  ...ofReturn,
  document: z.string(),
  rmaNumber: z.string().nullable(),
  amount: moneyView,
  open: moneyView,
  issuedAt: instant,
  ageDays: z.int(),
  parts: z.array(creditPart),
  next: z.object({
    owner: z.enum(stepOwners).meta({ description: 'us, a person, Loop, or the shop.' }),
    step: z.string(),
  }),
});
export type UnappliedCreditView = z.infer<typeof unappliedCredit>;
export const unappliedPage = pageOf(unappliedCredit);

/** An AR adjustment that is proven and waits for a person. */
export const waitingDebit = z.object({
  ...ofReturn,
  purpose: z.string(),
  creditDocument: z.string(),
  document: z.string().nullable().meta({ description: 'Null while it is not entered in AIMS360.' }),
  amount: moneyView.meta({ description: 'Negative: a credit adjustment.' }),
  reason: z.string(),
  reference: z.string(),
  staged: z.boolean().meta({ description: 'Entered, and waits for Post Transactions.' }),
  creditIssuedAt: instant,
});
export type WaitingDebitView = z.infer<typeof waitingDebit>;
export const waitingDebitPage = pageOf(waitingDebit);

/** An exchange order on its way into AIMS360. */
export const exchangeOrderView = z.object({
  id: z.string().meta({ examples: ['northfold-7788120045'] }),
  merchantId: z.string(),
  exchangeOrderId: z.string(),
  exchangeOrderName: z.string().nullable(),
  originalOrderName: z.string().nullable(),
  returnId: z.string().nullable(),
  status: z.enum(exchangeOrderStatuses),
  orderNumber: z.string().nullable().meta({ description: 'Of the sales order in AIMS360.' }),
  native: z.boolean().meta({ description: 'Its items are added to the original order.' }),
  total: moneyView.nullable(),
  seenAt: instant,
  changedAt: instant,
});
export type ExchangeOrderView = z.infer<typeof exchangeOrderView>;
export const exchangeOrderPage = pageOf(exchangeOrderView);

/** A page of a list. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** What posting would come to. */
export const debitsPreview = z.object({
  returns: z.int(),
  debits: z.int(),
  totals: z.array(moneyView).meta({ description: 'One per currency.' }),
  token: z.string().meta({ description: 'Name it when you post: it stands for exactly these adjustments.' }),
  more: z.boolean().meta({ description: 'There are more that are proven than are posted in one go.' }),
});
export type DebitsPreviewView = z.infer<typeof debitsPreview>;

/** What Credit › Confirm would come to. */
export const creditPreview = z.object({
  returnId: z.string(),
  amount: moneyView.meta({ description: 'What AIMS360 would credit now: name it when you confirm.' }),
  promised: moneyView.meta({ description: 'Credit when everything comes back.' }),
});

/** A receipt as a warehouse posted it. */
export const receiptView = z.object({
  id: z.string().meta({ examples: ['northfold-RCV880017'] }),
  merchantId: z.string(),
  receiptId: z.string(),
  revision: z.int(),
  status: z
    .enum(receiptStatuses)
    .meta({ description: 'blind: no return is known for it. waiting: a word is not mapped.' }),
  returnId: z.string().nullable(),
  receivedAt: instant,
  takenAt: instant,
  warehouse: z.string(),
  rmaNumber: z.string().nullable(),
  externalReturnId: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  unmapped: z.array(z.string()).meta({ description: 'Words of the warehouse that stand for nothing yet.' }),
  lines: z.array(
    z.object({
      sku: z.string().nullable(),
      barcode: z.string().nullable(),
      quantity: z.int(),
      disposition: z.string(),
      note: z.string().nullable(),
    }),
  ),
});
export type ReceiptView = z.infer<typeof receiptView>;
export const receiptPage = pageOf(receiptView);
