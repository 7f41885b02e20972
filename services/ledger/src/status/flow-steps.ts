import { displayMoney } from '@backhaul/money';
import { accountNames } from '../journal/books/chart.js';
import { firstOf, lastOf, ofType, type Facts } from '../journal/facts.js';
import { expectedTypes, type Requirement } from '../journal/settlement.js';
import { requestState } from './request.js';
import { countUnits, unitsState } from './units.js';

/** A return's facts with what they still lack for the settlement. */
export interface Progress {
  readonly facts: Facts;
  readonly open: readonly Requirement[];
}

/** What one step of the flow still lacks, in business words. */
export type Step = (progress: Progress) => string[];

/** Steps that an ERP takes before Loop pays when it credits first, and after the refund when it imports that. */
const stockAndCredit: Step = ({ facts, open }) => [
  ...lacking(open, 'InventoryRestocked', `the restock in ${erpOf(facts)}`),
  ...lacking(
    open,
    'CreditIssued',
    creditsFirst(facts) ? `Credit › Confirm in ${erpOf(facts)}` : `the credit invoice in ${erpOf(facts)}`,
  ),
];

const initiated: Step = ({ open }) =>
  of(open, 'initiated').length > 0 ? ['the return itself, to be read from Loop'] : [];

const authorised: Step = ({ open }) => (of(open, 'authorised').length > 0 ? ['the ERP to authorise the return'] : []);

const announced: Step = ({ facts, open }) =>
  lacking(open, 'AsnTransmitted', `${erpOf(facts)} to announce the return to the warehouse`);

const received: Step = ({ facts, open }) => {
  const isOpen = !isProcessed(facts) && unitsState(facts) !== 'received';
  if (!isOpen && lacking(open, 'ReceiptRecorded', '').length === 0) return [];
  const { expected, received: arrived } = countUnits(facts);
  const rest = Math.max(expected - arrived, 0);
  const units = rest === 1 ? 'unit' : 'units';
  return [`the warehouse to receive ${rest}${arrived > 0 ? ' more' : ''} ${units}`];
};

const creditedFirst: Step = (progress) => (creditsFirst(progress.facts) ? stockAndCredit(progress) : []);

const processed: Step = ({ facts }) => {
  if (isProcessed(facts)) return [];
  const cleared = firstOf(facts, 'ReturnCleared') !== undefined;
  return [cleared ? 'Loop to process the return' : `${erpOf(facts)} to clear the return`];
};

const refunded: Step = ({ open }) => [
  ...of(open, 'refund').map(() => 'the refund in the shop'),
  ...of(open, 'refund-money').map(
    ({ pending }) => `${displayMoney(pending)} of the refund that the shop has not paid yet`,
  ),
];

const appliedInErp: Step = ({ facts, open }) => {
  const skipped = ofType(facts, 'RefundSkipped').filter(({ data }) => data.severity === 'warning');
  const awaited = lacking(open, 'RefundImported', `${erpOf(facts)} to import the refund`);
  const reasons = skipped.map(({ data }) => `a person: ${erpOf(facts)} did not import the refund (${data.reason})`);
  return [
    ...(awaited.length > 0 && reasons.length > 0 ? reasons : awaited),
    ...lacking(open, 'CreditOffsetPosted', `the AR debit in ${erpOf(facts)}`),
  ];
};

const creditedLater: Step = (progress) => (creditsFirst(progress.facts) ? [] : stockAndCredit(progress));

const exported: Step = ({ facts, open }) =>
  lacking(open, 'InventoryExported', `the next inventory export from ${erpOf(facts)}`);

const levelsSet: Step = ({ open }) => {
  const levels = of(open, 'stock-level').map(({ sku }) => `the stock level of ${sku} in the shop`);
  return levels.length > 0 ? levels : lacking(open, 'InventoryLevelSet', 'the stock level in the shop');
};

/** What stands on a clearing account, or cannot be told. */
export const openItems: Step = ({ open }) => [
  ...of(open, 'disputed').map(({ cause }) => `finance to say which content of ${cause.replace(':', ' ')} is right`),
  ...of(open, 'open-balance').map(
    ({ account, amount }) => `${accountNames[account]} to come from ${displayMoney(amount)} to 0.00`,
  ),
];

const anythingElse: Step = ({ open }) => of(open, 'expected').map(({ type }) => `the event ${type}`);

/** What goes on by itself while a person has to decide what becomes of the return. */
export const stepsBeforeDecision: readonly Step[] = [initiated, authorised, announced, received];

/** The flow from its start; the first step that lacks something is what the return waits for. */
export const flowSteps: readonly Step[] = [
  ...stepsBeforeDecision,
  creditedFirst,
  processed,
  refunded,
  appliedInErp,
  creditedLater,
  exported,
  levelsSet,
  openItems,
  anythingElse,
];

function of<K extends Requirement['kind']>(open: readonly Requirement[], kind: K): Extract<Requirement, { kind: K }>[] {
  return open.filter((one): one is Extract<Requirement, { kind: K }> => one.kind === kind);
}

function lacking(open: readonly Requirement[], type: string, text: string): string[] {
  return of(open, 'expected').some((requirement) => requirement.type === type) ? [text] : [];
}

/** A route that imports the shop's refund gives its credit afterwards; one that does not, before. */
function creditsFirst(facts: Facts): boolean {
  return !expectedTypes(facts).includes('RefundImported');
}

function erpOf(facts: Facts): string {
  return lastOf(facts, 'ReturnAuthorized')?.data.system ?? 'the ERP';
}

function isProcessed(facts: Facts): boolean {
  return requestState(facts) === 'processed';
}
