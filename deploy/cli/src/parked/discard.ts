import type { Explained } from '../explained.js';
import { Refused } from '../failures.js';
import type { Session } from '../session.js';
import { parkedDetail, replayed } from './parked-answers.js';
import { tell } from './retry.js';
import { summaryOf } from './show.js';

interface Options extends Explained {
  yes?: true;
}

export async function discardParked(session: Session, id: string, { reason, yes }: Options): Promise<void> {
  const client = session.service();
  const path = `/admin/parked/${encodeURIComponent(id)}`;
  if (yes !== true) {
    const found = await client.get(path, parkedDetail);
    session.terminal.say(`${summaryOf(found)}\n${found.behind.total} behind it`);
    await assertMeant(session, id);
  }
  tell(session, await client.post(`${path}/discard`, { by: session.by, reason }, replayed));
}

async function assertMeant(session: Session, id: string): Promise<void> {
  const { terminal } = session;
  if (!terminal.interactive) throw new Refused('Nothing was discarded. To do it, add --yes.');
  const typed = await terminal.ask(`Type ${id} to give it up for good: `);
  if (typed.trim() !== id) throw new Refused('Nothing was discarded.');
}
