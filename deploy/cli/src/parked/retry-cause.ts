import { counted } from '../output/counted.js';
import type { Session } from '../session.js';
import { confirmed } from './confirm.js';
import { causeReplayed, type CauseReplayed } from './parked-answers.js';
import type { ReplayOptions } from './retry.js';

interface Options extends ReplayOptions {
  type?: string;
}

/** Works a cause off part by part. What came to a stop after the person had looked is not touched. */
export async function retryCause(session: Session, code: string, { type, reason, count }: Options): Promise<void> {
  const client = session.service();
  const order = { by: session.by, reason, type };
  const post = (part: object): Promise<CauseReplayed> =>
    client.post(`/admin/parked/causes/${encodeURIComponent(code)}/retry`, { ...order, ...part }, causeReplayed);
  const first = await confirmed(session, count, post);
  const wanted = first.keys + (first.next?.keys ?? 0);
  const done = [first];
  try {
    for (let { keys, next } = first; next !== null && keys < wanted;) {
      session.terminal.progress?.(`${keys} of ${wanted} keys`);
      const part = await post({ after: next.after, count: next.count, limit: Math.min(100, wanted - keys) });
      done.push(part);
      keys += part.keys;
      next = part.next;
    }
  } finally {
    session.terminal.progress?.('');
    tell(session, done);
  }
}

function tell(session: Session, parts: readonly CauseReplayed[]): void {
  const failed = parts.flatMap((part) => part.failed);
  const skipped = parts.flatMap((part) => part.skipped);
  const sum = (of: 'replayed' | 'keys'): number => parts.reduce((total, part) => total + part[of], 0);
  const next = parts.at(-1)?.next ?? null;
  const result = { replayed: sum('replayed'), keys: sum('keys'), failed, skipped, next };
  session.print(result, () => `${result.replayed} handled, of ${counted(result.keys, 'key')}.`);
  for (const { id, message, reasonCode, reason } of failed) {
    session.complain(`Stopped at ${id} (${message.key}): ${reasonCode}, ${reason}`);
  }
  for (const { key, code, reason } of skipped) session.complain(`Left alone: ${key} (${code}, ${reason})`);
}
