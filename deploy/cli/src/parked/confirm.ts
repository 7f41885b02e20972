import { Refused } from '../failures.js';
import { Problem, type Preview } from '../http/problem.js';
import { counted } from '../output/counted.js';
import { table } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';

/**
 * Carries a replay out under the count that was given, or else under the one that the person types after having seen what it
 * would do. The service compares the count in the moment in which it begins.
 */
export async function confirmed<T>(
  session: Session,
  given: number | undefined,
  replay: (count: { count?: number }) => Promise<T>,
): Promise<T> {
  let count = given;
  for (;;) {
    try {
      return await replay(count === undefined ? {} : { count });
    } catch (error) {
      if (!(error instanceof Problem) || error.preview === undefined) throw error;
      count = await countFor(session, error.preview, given === undefined ? undefined : error);
    }
  }
}

async function countFor(session: Session, preview: Preview, refused: Problem | undefined): Promise<number> {
  const { terminal } = session;
  terminal.say(wordsOf(preview));
  if (refused !== undefined) throw refused;
  if (!terminal.interactive) throw new Refused(`Nothing was replayed. To do it, add --count ${preview.count}.`);
  const typed = await terminal.ask(`Type ${preview.count} to handle them again: `);
  if (typed.trim() !== String(preview.count)) throw new Refused('Nothing was replayed.');
  return preview.count;
}

function wordsOf({ count, keys, sample }: Preview): string {
  const rows = sample.map(({ id, key, type, reasonCode, parkedAt, follows, reason }) => [
    ...[id, key, type, reasonCode, ago(parkedAt), follows, reason],
  ]);
  const more = keys > sample.length ? `\n… and ${counted(keys - sample.length, 'key')} more` : '';
  const columns = ['id', 'key', 'type', 'code', 'parked', 'follow', 'reason'];
  return `${counted(count, 'message')} of ${counted(keys, 'key')}:\n${table(columns, rows)}${more}`;
}
