import { BackhaulError } from '@backhaul/contracts';

/** What a person may read of a failure: our own errors are written for them, another's message may hold a secret. */
export function wordsOf(error: unknown): string {
  return error instanceof BackhaulError
    ? `${error.message} [${error.code}]`
    : 'It failed; the log of the database or the vendor says why';
}
