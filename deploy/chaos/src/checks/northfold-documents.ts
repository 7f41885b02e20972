import type { Evidence } from '../evidence/evidence.js';
import { endOf } from '../plan/shapes.js';
import type { Submitted } from '../run/submitted.js';
import type { Check } from './check.js';
import { expectCount } from './expect-count.js';

const own = ({ submitted }: Evidence): Submitted[] => submitted.filter(({ planned }) => planned.store === 'northfold');

/** One RMA for a return, and one credit memo and one AR debit when it was paid. */
export const northfoldDocuments: Check = {
  promise: 'AIMS360 holds one RMA, credit memo and AR debit per return',
  count: (evidence) => own(evidence).length,
  violations: (evidence) => [...own(evidence).flatMap((one) => ofReturn(one, evidence)), ...strays(evidence)],
};

function ofReturn({ returnId, number, planned }: Submitted, { vendors: { aims360 } }: Evidence): string[] {
  const paid = endOf[planned.shape] === 'settled' ? 1 : 0;
  const rmas = aims360.rmas.filter((rma) => rma['thirdPartyReturnID'] === number);
  const memos = aims360.credits.filter((memo) => rmas.some((rma) => rma['rma'] === memo['rma']));
  const debits = aims360.ar.filter((row) => row['reference'] === `LOOP-${number}-R`);
  return [
    ...expectCount(returnId, 'RMAs', rmas.length, 1),
    ...expectCount(returnId, 'credit memos', memos.length, paid),
    ...expectCount(returnId, 'AR debits', debits.length, paid),
    ...debits.filter((debit) => debit['posted'] !== true).map(() => `${returnId}: the AR debit is not posted`),
  ];
}

/** Documents that belong to no return would be money that nobody looks for. */
function strays(evidence: Evidence): string[] {
  const { rmas, ar } = evidence.vendors.aims360;
  const numbers = new Set(own(evidence).map(({ number }) => number));
  const debits = ar.filter((row) => row['transactionType'] === 'DebitAdjustment');
  return [
    ...rmas
      .filter((rma) => !numbers.has(String(rma['thirdPartyReturnID'])))
      .map((rma) => `RMA ${String(rma['rma'])} belongs to no return`),
    ...debits
      .filter((row) => !numbers.has(/^LOOP-(.+)-R$/.exec(String(row['reference']))?.[1] ?? ''))
      .map((row) => `AR debit ${String(row['reference'])} belongs to no return`),
  ];
}
