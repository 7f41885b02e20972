/** Speed without correctness: what was measured did not do its work. Fails the run. */
export class WrongResult extends Error {
  constructor(what: string, seen: unknown) {
    super(`Wrong result: it is not true that ${what}. Seen: ${JSON.stringify(seen)}`);
  }
}

/**
 * A check of a benchmark, for `Result.checks`.
 *
 * @param what a statement that has to be true
 * @throws WrongResult with what was seen
 */
export function verified(what: string, holds: boolean, seen: unknown): string {
  if (!holds) throw new WrongResult(what, seen);
  return what;
}
