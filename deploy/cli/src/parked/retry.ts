import type { Explained } from '../explained.js';
import type { ServiceClient } from '../http/service-client.js';
import type { Session } from '../session.js';
import { confirmed } from './confirm.js';
import { replayed, type Replayed } from './parked-answers.js';

/** Of a command that handles messages again. */
export interface ReplayOptions extends Explained {
  count?: number;
}

export async function retryParked(session: Session, id: string, options: ReplayOptions): Promise<void> {
  await retry(session, session.service(), `/admin/parked/${encodeURIComponent(id)}/retry`, options);
}

export async function retryKey(session: Session, key: string, options: ReplayOptions): Promise<void> {
  await retry(session, session.service(), `/admin/parked/keys/${encodeURIComponent(key)}/retry`, options);
}

async function retry(session: Session, client: ServiceClient, path: string, options: ReplayOptions): Promise<void> {
  const { count, reason } = options;
  const order = { by: session.by, reason };
  tell(session, await confirmed(session, count, (extra) => client.post(path, { ...order, ...extra }, replayed)));
}

/** A key that stands still again is no success. */
export function tell(session: Session, result: Replayed): void {
  const { failed } = result;
  session.print(result, () => `${result.replayed} handled.`);
  if (failed !== null) {
    session.complain(`Stopped at ${failed.id} (${failed.message.key}): ${failed.reasonCode}, ${failed.reason}`);
  }
}
