import { displayMoney, isZero } from '@backhaul/money';
import { isLive, type LoopReturn } from './state.js';

/** Work for a person. Kind, return and `since` make its id, so that what is due anew is a new task. */
export interface DueTask {
  readonly kind: string;
  readonly since: string;
  readonly title: string;
  readonly why: string;
  readonly values: Record<string, string>;
  readonly role: 'operator' | 'finance';
}

/** Says whether a person is needed by what is known of the return, whatever became known first. */
type TaskRule = (returnId: string, state: LoopReturn) => DueTask | null;

/** Processing was refused, or failed in the background; nothing is sent again by itself. */
const processingFailed: TaskRule = (returnId, { trouble, stage }) => {
  if (trouble === null || !isLive(stage)) return null;
  const why =
    trouble.message ?? 'No reason was given. Look at the return, mend what is wrong, then process it by hand.';
  const values = { return: returnId };
  const title = 'Processing did not happen';
  return { kind: 'processing-failed', since: trouble.at, title, why, values, role: 'operator' };
};

/** The request may or may not have been taken on, or was taken on and does not end. */
const checkProcessing: TaskRule = (returnId, { doubt, trouble, request, requestKey, stage }) => {
  if (doubt === null || trouble !== null || !isLive(stage)) return null;
  const steps =
    request === 'queued'
      ? 'Look why it does not end, and process it by hand only when it surely is not under way.'
      : 'Nothing is sent again until you have looked: resolve the call as found (it is under way) or absent (send it again).';
  return {
    kind: 'check-processing',
    since: doubt.at,
    title: 'Is the return being processed?',
    why: `${doubt.reason} ${steps}`,
    values: { return: returnId, call: requestKey ?? '' },
    role: 'operator',
  };
};

const ends = { closed: 'was closed without an outcome', cancelled: 'was cancelled', expired: 'has expired' } as const;

/** The return ended without goods; its authorisation in the ERP is still open. */
const voidAuthorization: TaskRule = (_, { authorization, voided, clearance, stage }) => {
  if (authorization === null || voided !== null || clearance !== null) return null;
  if (stage.name !== 'cancelled' && stage.name !== 'expired') return null;
  const { documentNumber: document } = authorization;
  return {
    kind: 'void-authorization',
    since: stage.since,
    title: `Void ${document}`,
    why: `The return ${ends[stage.name]}; its authorisation in the ERP is still open. Void it when nothing was received.`,
    values: { document },
    role: 'operator',
  };
};

/** Goods and credit are there, and the shopper gets nothing by itself. */
const giveOutcome: TaskRule = (_, { clearance, seen, stage }) => {
  if (clearance === null || seen === null) return null;
  if (stage.name !== 'closed' && stage.name !== 'cancelled' && stage.name !== 'expired') return null;
  return {
    kind: 'give-outcome',
    since: stage.since,
    title: 'Cleared, but the shopper was given nothing',
    why: `The ERP has cleared the return, which ${ends[stage.name]}. Look whether the shopper got the money; if not, give it by hand.`,
    values: { document: clearance.documentNumber, refund: displayMoney(seen.promised.refund) },
    role: 'finance',
  };
};

/** Processed at our request, with a refund promised and none to be seen. */
const missingRefund: TaskRule = (_, { stage, seen }) => {
  if (stage.name !== 'processed' || seen === null || isZero(seen.promised.refund)) return null;
  if (seen.outcomes.some((one) => one.startsWith('refund:'))) return null;
  const refund = displayMoney(seen.promised.refund);
  return {
    kind: 'missing-refund',
    since: stage.since,
    title: `Processed without the refund of ${refund}`,
    why: 'The return is processed and shows no refund. Look in the shop whether the money was paid; if not, refund it by hand.',
    values: { refund },
    role: 'finance',
  };
};

/** Closed by somebody else where processing is ours: nothing that it shows proves that it was processed and not merely closed. */
const missingOutcome: TaskRule = (_, { stage, seen, request }) => {
  if (stage.name !== 'processed' || seen === null || seen.owner !== 'backhaul') return null;
  if (request === 'queued' || seen.outcomes.length > 0) return null;
  const { storeCredit, exchangeCredit } = seen.promised;
  if (isZero(storeCredit) && isZero(exchangeCredit)) return null;
  return {
    kind: 'missing-outcome',
    since: stage.since,
    title: 'Closed by somebody, and what was promised does not show',
    why: 'Loop shows neither a gift card nor an exchange on the original order, so only the shop tells whether they were given. Look there; if not, give them by hand.',
    values: { 'store credit': displayMoney(storeCredit), 'spent on the exchange': displayMoney(exchangeCredit) },
    role: 'finance',
  };
};

/** An exchange item could not be given for want of stock; Loop waits for a person (contracts/loop.md §5.1). */
const outOfStock: TaskRule = (returnId, { stage, seen }) => {
  if (stage.name !== 'open' && stage.name !== 'review') return null;
  if (seen === null || !seen.owesExchange) return null;
  return {
    kind: 'exchange-out-of-stock',
    since: stage.since,
    title: 'An exchange item is out of stock',
    why: 'Everything else was given. In Loop, choose another item, give money or store credit instead, or process again once it is in stock.',
    values: { return: returnId },
    role: 'operator',
  };
};

/** Adding a rule is one line here and one test. */
export const taskRules: readonly TaskRule[] = [
  processingFailed,
  checkProcessing,
  voidAuthorization,
  giveOutcome,
  missingRefund,
  missingOutcome,
  outOfStock,
];
