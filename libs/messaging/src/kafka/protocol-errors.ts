const INVALID_PRODUCER_EPOCH = 47;
const PRODUCER_FENCED = 90;

/** True when the error, or what caused it, is this error of the protocol. */
export function isOfType(error: unknown, type: string): boolean {
  return causes(error).some((each) => 'type' in each && each.type === type);
}

/** A producer with the same transactional id came after us, or the broker has given our transaction up. */
export function isOurEpochOver(error: unknown): boolean {
  return causes(error).some(
    (each) => 'code' in each && (each.code === INVALID_PRODUCER_EPOCH || each.code === PRODUCER_FENCED),
  );
}

function causes(error: unknown): object[] {
  if (typeof error !== 'object' || error === null) return [];
  return [error, ...('cause' in error ? causes(error.cause) : [])];
}
