import { appendStatement } from './append-statement.js';
import { DuplicateEvent, VersionConflict, type ExpectedVersion } from './errors.js';
import type { NewEvent } from './events.js';
import type { Queryable } from './queryable.js';

const UNIQUE_VIOLATION = '23505';

/**
 * Appends events to a stream in one round trip and returns the stream's new version. No events: no round trip.
 *
 * Inside a transaction a lost race or a duplicate id aborts that transaction, as any failed statement does in Postgres. That is
 * on purpose: after a conflict the decision has to be made again from fresh events, so the caller rolls back and runs its whole
 * unit of work again. A savepoint around each append would cost two round trips to keep work that nobody may use.
 *
 * @throws VersionConflict the stream has another version than `expected`
 * @throws DuplicateEvent one of the event ids is stored already, in whichever stream
 * @throws BackhaulError `EVENT_WITHOUT_DATA` when an event's data is no JSON value
 */
export async function append(
  db: Queryable,
  streamId: string,
  expected: ExpectedVersion,
  events: readonly NewEvent[],
): Promise<number> {
  const seen = expected === 'new' ? 0 : expected;
  const [first, ...more] = events;
  if (first === undefined) return seen;
  const stored = await db.query(appendStatement(streamId, seen, [first, ...more])).catch((error: unknown) => {
    throw asConflict(error, streamId, expected, events);
  });
  if (stored.rowCount !== events.length) throw new VersionConflict(streamId, expected);
  return seen + events.length;
}

function asConflict(error: unknown, streamId: string, expected: ExpectedVersion, events: readonly NewEvent[]): unknown {
  switch (violatedKey(error)) {
    case 'events_pkey':
      return new VersionConflict(streamId, expected, error);
    case 'events_event_id_key':
      return new DuplicateEvent(
        streamId,
        events.map((e) => e.eventId),
        error,
      );
    default:
      return error;
  }
}

function violatedKey(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== UNIQUE_VIOLATION) return undefined;
  return 'constraint' in error ? error.constraint : undefined;
}
