import { z } from 'zod';
import type { Explained } from '../explained.js';
import { Misused } from '../failures.js';
import type { Page } from '../output/page.js';
import { plain, table } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';

const call = z.looseObject({
  seq: z.string(),
  key: z.string(),
  kind: z.string(),
  status: z.string(),
  merchantId: z.string(),
  subject: z.string(),
  attempt: z.int(),
  plannedAt: z.string(),
  personAskedAt: z.string().nullable(),
  lastError: z.string().nullable(),
});
const calls = z.looseObject({ items: z.array(call) });
const anything = z.looseObject({});

interface ListOptions extends Page {
  status?: string;
  kind?: string;
  merchant?: string;
  subject?: string;
  waitingForPerson?: true;
}

export async function listEffects(session: Session, options: ListOptions): Promise<void> {
  const { merchant, waitingForPerson, ...rest } = options;
  const query = {
    ...rest,
    merchantId: merchant,
    ...(waitingForPerson === true ? { waitingForPerson: 'true' } : {}),
    ...(rest.status === undefined ? { unfinished: 'true' } : {}),
  };
  const found = await session.collect(async (client) => (await client.get('/admin/effects', calls, query)).items);
  const rows = found.map(({ service, seq, key, status, attempt, plannedAt, personAskedAt, lastError }) => [
    ...[service, seq, key, status, attempt, ago(plannedAt), ago(personAskedAt), lastError],
  ]);
  session.print(found, () =>
    found.length === 0
      ? 'No call waits.'
      : table(['service', 'seq', 'key', 'status', 'attempts', 'planned', 'person asked', 'last error'], rows),
  );
}

export async function showEffect(session: Session, key: string): Promise<void> {
  const found = await session.service().get(pathOf(key), anything);
  session.print(found, () => plain(JSON.stringify(found, null, 2)));
}

export async function retryEffect(session: Session, key: string, { reason }: Explained): Promise<void> {
  const done = await session.service().post(`${pathOf(key)}/retry`, { by: session.by, reason }, anything);
  session.print(done, () => `${key} is due now. effects show tells what becomes of it.`);
}

export async function resolveEffect(
  session: Session,
  key: string,
  { reason, outcome, result }: Explained & { outcome: string; result?: string },
): Promise<void> {
  const found = result === undefined ? {} : { result: json(result) };
  const body = { by: session.by, reason, outcome, ...found };
  const done = await session.service().post(`${pathOf(key)}/resolve`, body, anything);
  session.print(done, () => `${key} is settled: ${outcome}.`);
}

const pathOf = (key: string): string => `/admin/effects/${encodeURIComponent(key)}`;

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Misused(`--result takes JSON, such as '"30115"' for a number that came back.`, { cause });
  }
}
