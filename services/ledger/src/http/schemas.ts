import { moneyView } from '@backhaul/service-kit';
import { accounts } from '@backhaul/contracts';
import { z } from 'zod';
import { statuses } from '../status/status.js';
import { returnBody } from './detail-schemas.js';

const instant = z.string().meta({ description: 'ISO 8601, UTC.', examples: ['2026-09-20T14:07:00.000Z'] });

/** A return in the list. */
export const returnSummary = z.object({
  returnId: z.string().meta({ examples: ['northfold-88120045'] }),
  merchantId: z.string(),
  externalReturnId: z.string().nullable().meta({ description: 'The number that the shopper sees.' }),
  orderId: z.string().meta({ description: "Shopify's id of the original order." }),
  orderName: z
    .string()
    .nullable()
    .meta({ examples: ['#20418'] }),
  outcome: z
    .string()
    .nullable()
    .meta({ description: 'refund, exchange, credit, upsell or a combination joined by +.' }),
  status: z.enum(statuses).meta({ description: 'One word, computed from all that is known.' }),
  waitingFor: z.array(z.string()).meta({
    description: 'Who has to do what before the return is settled; empty when nothing is lacking.',
    examples: [['the warehouse to receive 2 units']],
  }),
  units: z.object({ expected: z.int(), received: z.int() }),
  promised: moneyView.nullable().meta({ description: 'Refund that the shopper was promised.' }),
  paidOut: moneyView.nullable().meta({ description: 'What the shopper got back so far.' }),
  openedAt: instant,
  lastFactAt: instant,
  settledAt: instant.nullable(),
});
export type ReturnSummaryView = z.infer<typeof returnSummary>;

/** One page of the list. */
export const returnPage = z.object({
  items: z.array(returnSummary),
  next: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; null on the last.' }),
});
export type ReturnPageView = z.infer<typeof returnPage>;

/** A document's number, as the system that wrote it prints it. */
export const documentView = z.object({ kind: z.string(), number: z.string() });

/** A task for a person. */
export const taskView = z.object({
  taskId: z.string(),
  merchantId: z.string(),
  returnId: z.string().nullable(),
  kind: z.string().meta({ examples: ['books-changed'] }),
  title: z.string(),
  why: z.string(),
  values: z.record(z.string(), z.string()).meta({ description: 'The exact values to use.' }),
  role: z.enum(['operator', 'finance']),
  service: z.string().meta({ description: 'The service that asks.' }),
  openedAt: instant,
});
export type TaskView = z.infer<typeof taskView>;

/** One page of the worklist. */
export const taskPage = z.object({ items: z.array(taskView), next: z.string().nullable() });
export type TaskPageView = z.infer<typeof taskPage>;

const machine = (description: string) => z.string().meta({ description });

/** A return with everything that a person needs at hand. */
export const returnDetail = returnSummary.extend({
  states: z
    .object({
      request: machine("The shopper's request in Loop."),
      parcel: machine('The parcel.'),
      units: machine('The goods.'),
      document: machine("The ERP's authorisation."),
      settlement: machine('The money.'),
      replacement: machine('The replacement order.'),
    })
    .meta({ description: 'The six states that the status is computed from.' }),
  ...returnBody.shape,
  identifiers: z.array(documentView).meta({ description: 'Every number under which the return is found.' }),
  tasks: z.array(taskView).meta({ description: 'Open tasks, oldest first.' }),
});
export type ReturnDetailView = z.infer<typeof returnDetail>;

/** One line of the history. */
export const historyEntry = z.object({
  happenedAt: instant,
  learnedAt: instant.meta({ description: 'When we came to know of it.' }),
  system: z.string().meta({ description: 'Where it happened.', examples: ['AIMS360'] }),
  service: z.string().meta({ description: 'The service that told us.' }),
  type: z.string().meta({ examples: ['ReturnAuthorized'] }),
  text: z.string().meta({ examples: ['RMA 30115 created in AIMS360'] }),
  documents: z.array(documentView),
  eventId: z.string().nullable(),
  causeEventId: z.string().meta({ description: 'The event, webhook or call that it followed from.' }),
});
export type HistoryEntryView = z.infer<typeof historyEntry>;

/** The history of a return, oldest first. */
export const returnHistory = z.object({ returnId: z.string(), entries: z.array(historyEntry) });
export type ReturnHistoryView = z.infer<typeof returnHistory>;

const account = z.enum(accounts);

/** One balanced entry. */
export const journalEntry = z.object({
  entryId: z.string(),
  description: z.string(),
  documentNumber: z.string().nullable(),
  effectiveAt: instant.meta({ description: 'When it happened.' }),
  learnedAt: instant.meta({ description: 'When we came to know of it.' }),
  causeEventId: z.string(),
  lines: z.array(z.object({ account, side: z.enum(['debit', 'credit']), amount: moneyView })),
});
export type JournalEntryView = z.infer<typeof journalEntry>;

/** The books of a return. */
export const returnJournal = z.object({
  returnId: z.string(),
  entries: z.array(journalEntry),
  balances: z.array(
    z.object({
      account,
      clearing: z.boolean().meta({ description: 'A clearing account must be at 0.00 before the return is settled.' }),
      balance: moneyView.meta({ description: 'Debit positive, credit negative.' }),
    }),
  ),
  cleared: z.boolean().meta({ description: 'True when every clearing account is at 0.00.' }),
});
export type ReturnJournalView = z.infer<typeof returnJournal>;
