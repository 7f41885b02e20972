import { definitionOf, upcastsOf, type DomainEvent, type PrivateEvents, type Published } from '@backhaul/contracts';
import type { Fact } from './facts.js';

/** Private: the ledger keeps every fact in the return's own stream, so that the books can always be worked out again. */
export type FactRecorded = DomainEvent<'FactRecorded', { readonly fact: Fact }>;

/** Events of a journal. */
export type JournalEvent = FactRecorded | Published<'JournalEntryPosted' | 'ReturnSettled' | 'TaskOpened'>;

/** Which of them go on the bus. */
export const publishedTypes = ['JournalEntryPosted', 'ReturnSettled', 'TaskOpened'] as const;

/**
 * Version 1 kept facts about pending money as they were told before they named the payment; version 2 knew no exchanges; version 3
 * no refund that a person accepts as left out.
 */
export const privateEvents = {
  FactRecorded: [withTransaction, ofExchanges, ofSkips],
} satisfies PrivateEvents<JournalEvent, typeof publishedTypes>;

function withTransaction({ fact }: { fact: { type: string; data: object } }): { fact: object } {
  if (fact.type !== 'RefundMoneySettled' && fact.type !== 'RefundMoneyFailed') return { fact };
  return { fact: { ...fact, data: { ...fact.data, transactionId: null } } };
}

/** Types whose second version came with exchanges and store credit. */
const widened = [
  'ReturnInitiated',
  'ReturnProcessed',
  'ParcelProgressed',
  'ReceiptRecorded',
  'CreditOffsetPosted',
] as const;

function ofExchanges({ fact }: { fact: { type: string; data: object } }): { fact: object } {
  const type = widened.find((one) => one === fact.type);
  const [step] = type === undefined ? [] : upcastsOf(definitionOf(type));
  return step === undefined ? { fact } : { fact: { ...fact, data: step(fact.data as never) } };
}

function ofSkips({ fact }: { fact: { type: string; data: object } }): { fact: object } {
  if (fact.type !== 'RefundSkipped') return { fact };
  return { fact: { ...fact, data: { ...fact.data, accepted: null } } };
}
