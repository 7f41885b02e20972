import { firstOf, lastOf, ofType, type Facts } from '../journal/facts.js';
import { expectedTypes, isVoided } from '../journal/route.js';
import { erpOf } from './names.js';
import { requestState } from './request.js';
import { lacking, of, type Step } from './step.js';
import { appliedInErp, exchanged, openItems, refunded } from './steps-of-settling.js';
import { countUnits, unitsState } from './units.js';

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

const authorised: Step = ({ facts, open }) => {
  if (of(open, 'authorised').length > 0) return ['the ERP to authorise the return'];
  const voided = lastOf(facts, 'AuthorizationCancelled')?.data;
  if (voided === undefined || isProcessed(facts) || !isVoided(facts)) return [];
  return [`a person: ${voided.documentNumber} was voided in ${voided.system} (${voided.reason})`];
};

const announced: Step = ({ facts, open }) =>
  lacking(open, 'AsnTransmitted', `${erpOf(facts)} to announce the return to the warehouse`);

const received: Step = ({ facts, open }) => {
  const state = unitsState(facts);
  const isOpen = !isProcessed(facts) && state !== 'received' && state !== 'none-expected';
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

const creditedLater: Step = (progress) => (creditsFirst(progress.facts) ? [] : stockAndCredit(progress));

const exported: Step = ({ facts, open }) =>
  lacking(open, 'InventoryExported', `the next inventory export from ${erpOf(facts)}`);

const levelsSet: Step = ({ open }) => {
  const levels = of(open, 'stock-level').map(({ sku }) => `the stock level of ${sku} in the shop`);
  return levels.length > 0 ? levels : lacking(open, 'InventoryLevelSet', 'the stock level in the shop');
};

const anythingElse: Step = ({ open }) => of(open, 'expected').map(({ type }) => `the event ${type}`);

/** The goods never came and nobody waits for them any more; the paper for them still stands in the ERP. */
const voided: Step = ({ facts }) => {
  if (firstOf(facts, 'ReceiptRecorded') !== undefined || isVoided(facts)) return [];
  const numbers = ofType(facts, 'ReturnAuthorized').map(({ data }) => `${data.documentKind} ${data.documentNumber}`);
  return [...new Set(numbers)].map((number) => `${number} to be voided in ${erpOf(facts)}`);
};

/** What goes on by itself while a person has to decide what becomes of the return. */
export const stepsBeforeDecision: readonly Step[] = [initiated, authorised, announced, received];

/** The flow from its start; the first step that lacks something is what the return waits for. */
export const flowSteps: readonly Step[] = [
  ...stepsBeforeDecision,
  creditedFirst,
  processed,
  refunded,
  exchanged,
  appliedInErp,
  creditedLater,
  exported,
  levelsSet,
  openItems,
  anythingElse,
];

/** Of a return that is over nothing more is to come; only what stands in the books or in the ERP may still be owed. */
export const stepsAfterTheEnd: readonly Step[] = [openItems, voided];

/** A route that imports the shop's refund gives its credit afterwards; one that does not, before. */
function creditsFirst(facts: Facts): boolean {
  return !expectedTypes(facts).includes('RefundImported');
}

function isProcessed(facts: Facts): boolean {
  return requestState(facts) === 'processed';
}
