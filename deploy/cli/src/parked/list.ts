import type { Page } from '../output/page.js';
import { table } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Found, Session } from '../session.js';
import { timeBefore } from './age.js';
import { parkedList, type ParkedItem } from './parked-answers.js';

interface Options extends Page {
  status?: string;
  key?: string;
  code?: string;
  type?: string;
  olderThan?: string;
}

export async function listParked(session: Session, { olderThan, ...filter }: Options): Promise<void> {
  const parkedBefore = olderThan === undefined ? undefined : timeBefore(olderThan).toISOString();
  let total = 0;
  const found = await session.collect(async (client) => {
    const answer = await client.get('/admin/parked', parkedList, { ...filter, parkedBefore });
    total += answer.total;
    return answer.items;
  });
  session.print({ total, items: found }, () => (found.length === 0 ? 'Nothing is parked.' : rowsOf(found)));
  if (total > found.length) session.terminal.say(`${found.length} of ${total}; --limit and --after show the others.`);
}

export function rowsOf(found: readonly Found<ParkedItem>[]): string {
  return table(
    ['service', 'id', 'status', 'key', 'type', 'code', 'attempts', 'parked', 'reason'],
    found.map(({ service, id, status, message, type, reasonCode, attempts, parkedAt, reason }) => [
      ...[service, id, status, message.key, type, reasonCode, attempts, ago(parkedAt), reason],
    ]),
  );
}
