import type { Facts } from '../journal/facts.js';
import type { Requirement } from '../journal/requirements.js';

/** A return's facts with what they still lack for the settlement. */
export interface Progress {
  readonly facts: Facts;
  readonly open: readonly Requirement[];
}

/** What one step of the flow still lacks, in business words. */
export type Step = (progress: Progress) => string[];

/** The requirements of one kind. */
export function of<K extends Requirement['kind']>(
  open: readonly Requirement[],
  kind: K,
): Extract<Requirement, { kind: K }>[] {
  return open.filter((one): one is Extract<Requirement, { kind: K }> => one.kind === kind);
}

/** The text when an event of that type is still expected. */
export function lacking(open: readonly Requirement[], type: string, text: string): string[] {
  return of(open, 'expected').some((requirement) => requirement.type === type) ? [text] : [];
}
