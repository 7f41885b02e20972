import type { Fact } from './facts.js';

/** A fact about a return became known. */
export interface RecordFact {
  readonly kind: 'RecordFact';
  readonly returnId: string;
  readonly fact: Fact;
}

/** Everything that can be asked of a journal. */
export type Command = RecordFact;
