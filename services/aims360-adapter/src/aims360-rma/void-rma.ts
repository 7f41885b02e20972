import { nothing } from '@backhaul/contracts';
import type { RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import { hasGoods, voidCall } from './end-return.js';
import type { Rma } from './state.js';

type VoidRule = (state: Rma) => string | null;

/** Why an RMA cannot be voided now, in words for the person; the first that holds. */
const rules: readonly VoidRule[] = [
  ({ rmaNumber }) => (rmaNumber === null ? 'The RMA is not in AIMS360 yet.' : null),
  ({ requested }) => (requested?.policy.owner === 'us' ? null : 'The RMA is not ours: void it in AIMS360.'),
  ({ voided }) => (voided ? 'The RMA is void already.' : null),
  ({ voidRequested }) => (voidRequested ? 'It is asked for already.' : null),
  ({ credit }) => (credit === null ? null : `It is credited, by ${credit.documentNumber}.`),
  (state) => (hasGoods(state) ? 'Goods were received on it.' : null),
];

/** Null when the RMA may be voided. */
export function voidRefusal(state: Rma): string | null {
  for (const rule of rules) {
    const refusal = rule(state);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** A person has the RMA voided: it was made by mistake, or the return is settled another way. */
export function voidRma(
  { returnId, by, reason, at }: Extract<RmaCommand, { kind: 'VoidRma' }>,
  state: Rma,
): RmaDecision {
  if (voidRefusal(state) !== null) return nothing;
  return voidCall(returnId, `${by}: ${reason}`, at, state);
}
