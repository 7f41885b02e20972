import { BackhaulError } from '@backhaul/contracts';

/** The version that a writer expects its stream to have; `new` means that the stream must not exist. */
export type ExpectedVersion = 'new' | number;

/** Somebody else wrote to the stream first. Load it again, decide again, in a new transaction. */
export class VersionConflict extends BackhaulError {
  constructor(
    readonly streamId: string,
    readonly expected: ExpectedVersion,
    cause?: unknown,
  ) {
    const seen = expected === 'new' ? 'no events' : `version ${expected}`;
    super('VERSION_CONFLICT', `Stream ${streamId} was expected to have ${seen}, and has other events by now`, {
      retryable: true,
      cause,
      details: { streamId, expected },
    });
  }
}

/** An event id is already stored: the same fact was handed over twice, or an id was made wrongly. A retry cannot help. */
export class DuplicateEvent extends BackhaulError {
  constructor(
    readonly streamId: string,
    readonly eventIds: readonly string[],
    cause?: unknown,
  ) {
    super('DUPLICATE_EVENT', `Stream ${streamId}: one of these event ids is already stored: ${eventIds.join(', ')}`, {
      cause,
      details: { streamId, eventIds },
    });
  }
}
