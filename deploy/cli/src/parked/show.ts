import { facts, plain } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';
import { rowsOf } from './list.js';
import { parkedDetail, type ParkedDetail } from './parked-answers.js';

export async function showParked(session: Session, id: string): Promise<void> {
  const client = session.service();
  const found = await client.get(`/admin/parked/${encodeURIComponent(id)}`, parkedDetail);
  session.print(found, () => wordsOf(client.service.name, found));
}

function wordsOf(service: string, found: ParkedDetail): string {
  const { message, behind } = found;
  const sample = behind.sample.map((item) => ({ ...item, service }));
  return [
    summaryOf(found),
    `\nHeaders\n${facts(Object.entries(message.headers))}`,
    `\nPayload\n${indented(message.value)}`,
    ...(behind.total === 0 ? [] : [`\n${behind.total} behind it\n${rowsOf(sample)}`]),
  ].join('\n');
}

/** What happened to it, without what it says. */
export function summaryOf(found: ParkedDetail): string {
  const { message, closedAt } = found;
  return facts([
    ['id', found.id],
    ['status', found.status],
    ['key', message.key],
    ['type', found.type],
    ['code', found.reasonCode],
    ['reason', found.reason],
    ['attempts', found.attempts],
    ['parked', `${found.parkedAt} (${ago(found.parkedAt)})`],
    ['first attempt', found.firstAttemptAt],
    ['last attempt', found.lastAttemptAt],
    ['came from', `${message.topic}, partition ${message.partition}, offset ${message.offset}`],
    ...(found.first === null ? [] : ([['stands behind', `${found.first}: that one comes first`]] as const)),
    ...(closedAt === null ? [] : ([['closed', `${closedAt} by ${found.closedBy}: ${found.closedReason}`]] as const)),
  ]);
}

function indented(value: string): string {
  try {
    return plain(JSON.stringify(JSON.parse(value), null, 2));
  } catch {
    return plain(value);
  }
}
