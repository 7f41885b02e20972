import { BackhaulError } from '@backhaul/contracts';

const bugs = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Why a start cannot go on: in words for a person where we know them, with the stack where it is a bug. */
export function failure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof BackhaulError) return error.message;
  const stack = error.stack ?? error.message;
  if (error.message === '' || bugs.some((kind) => error instanceof kind)) return stack;
  return error.message;
}
