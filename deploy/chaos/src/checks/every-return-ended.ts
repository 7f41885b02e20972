import type { ListedReturn } from '@backhaul/launcher';
import { endOf, type End } from '../plan/shapes.js';
import type { Check } from './check.js';

/** Settled, or on a worklist with its reason, as what happened to the goods demands. */
export const everyReturnEnded: Check = {
  promise: 'every return is settled or on a worklist with its reason',
  count: ({ submitted }) => submitted.length,
  violations: ({ submitted, ledger }) =>
    submitted.flatMap(({ returnId, planned }) => {
      const listed = ledger.returns.find((each) => each.returnId === returnId);
      if (listed === undefined || hasEnded(listed, endOf[planned.shape])) return [];
      const waits = listed.waitingFor.join('; ') || 'nothing';
      return [
        `${returnId} (${planned.shape}): should be ${endOf[planned.shape]}, is ${listed.status}, waits for ${waits}`,
      ];
    }),
};

/** Whether the ledger shows the end that a return has to come to. */
export function hasEnded({ status, waitingFor }: ListedReturn, end: End): boolean {
  const onWorklist = waitingFor.some((what) => what.startsWith('a person'));
  switch (end) {
    case 'settled':
      return status === 'settled' && waitingFor.length === 0;
    case 'held':
      return status === 'held' && onWorklist;
    case 'cancelled':
      // Its document in the ERP is void by then, or a person has to see to it.
      return status === 'cancelled' && (onWorklist || waitingFor.length === 0);
    default:
      return end satisfies never;
  }
}
