import type { Answer, Settled } from '@backhaul/effects';
import type { PersonNeeded } from '../rlm/person-needed.js';

/** What is stored of a call that a person makes instead of us. */
interface HandWork {
  readonly kind: 'by-hand';
  /** The exact values to type. */
  readonly values: Readonly<Record<string, string>>;
}

/** The call ends as refused: nothing was sent, and nothing will be before somebody said or something shows that it is done. */
export function leftToPerson({ message: reason, values }: PersonNeeded): Answer {
  return { outcome: 'refused', reason, result: { kind: 'by-hand', values } satisfies HandWork };
}

/** Null when the call did not end that way. */
export function handWorkIn(answer: Answer | Settled | null): HandWork | null {
  if (answer === null || !('result' in answer)) return null;
  const result = answer.result as Partial<HandWork> | null | undefined;
  return result?.kind === 'by-hand' && result.values !== undefined ? { kind: 'by-hand', values: result.values } : null;
}
