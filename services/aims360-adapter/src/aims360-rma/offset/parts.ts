import { allocate, isZero, subtract, sum, zero, type Money } from '@backhaul/money';
import { partRules, type Finding, type OffsetFacts } from './part-rules.js';
import type { Purpose } from './purposes.js';

/** A part of the credit that a debit offsets. */
export interface Part {
  readonly purpose: Purpose;
  /** As it stands on the debit: without tax where the ERP carries none. Negative for a credit adjustment. */
  readonly amount: Money;
  /** Tax that the shopper got by it and the ERP does not carry. */
  readonly taxNotCarried: Money;
}

/** What consumed the credit, as far as facts prove it. */
export type Consumption =
  | { readonly name: 'pending' }
  | {
      readonly name: 'known';
      readonly parts: readonly Part[];
      readonly toApply: Money;
      readonly problems: readonly string[];
    };

/** Every rule, one after the other. A problem does not hide the other parts. */
export function consumptionOf(facts: OffsetFacts): Consumption {
  const findings = partRules.map((rule) => rule(facts));
  if (findings.some((finding) => 'pending' in finding)) return { name: 'pending' };
  const { currency } = facts.credit.total;
  const gross = findings.flatMap((finding) => (isParts(finding) ? finding : []));
  const problems = findings.flatMap((finding) => ('problem' in finding ? [finding.problem] : []));
  const taxes = taxShares(gross, facts);
  const net = gross.map((part, index) => {
    const taxNotCarried = taxes[index] ?? zero(currency);
    return { ...part, taxNotCarried, amount: subtract(part.gross, taxNotCarried) };
  });
  const parts = net.filter(({ way }) => way === 'debit');
  const toApply = sum(
    net.filter(({ way }) => way === 'apply').map(({ amount }) => amount),
    currency,
  );
  return {
    name: 'known',
    parts: parts.map(({ purpose, amount, taxNotCarried }) => ({ purpose, amount, taxNotCarried })),
    toApply,
    problems,
  };
}

const isParts = (finding: Finding): finding is Exclude<Finding, { pending: true } | { problem: string }> =>
  Array.isArray(finding);

/** Where the ERP carries no tax, that of the return is shared over what the shopper got for it; a fee carries none. */
function taxShares(gross: readonly { purpose: Purpose; gross: Money }[], { requested, credit }: OffsetFacts): Money[] {
  const none = zero(credit.total.currency);
  const weights = gross.map((part) => (part.purpose === 'fee' ? 0 : part.gross.amount));
  const carried = requested.policy.creditIncludesTax || isZero(requested.tax);
  if (carried || weights.every((weight) => weight <= 0)) return gross.map(() => none);
  return allocate(requested.tax, weights);
}
