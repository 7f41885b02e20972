import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';

/** A stored answer is JSON: its times come back as text. */
export function revive(stored: RmaSnapshot): RmaSnapshot {
  const { credit } = stored;
  return {
    ...stored,
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
    credit: credit === null ? null : { ...credit, issuedAt: new Date(credit.issuedAt) },
  };
}
