import { z } from 'zod';
import { Refused } from '../failures.js';
import type { ServiceClient } from '../http/service-client.js';
import { table } from '../output/table.js';
import { duration } from '../output/times.js';
import type { Session } from '../session.js';
import { countsIn, type Counts } from './counts.js';

const readiness = z.looseObject({
  ready: z.boolean(),
  checks: z.record(z.string(), z.looseObject({ ok: z.boolean(), detail: z.string().optional() })),
});

interface ServiceStatus {
  service: string;
  ready: boolean;
  /** What a service says of itself, or why it cannot be asked. */
  remarks: string[];
  /** Null when it cannot be asked. */
  waiting: Counts | null;
}

/** All services in one table. Ends with 1 when one of them is away or not ready, so that a script may ask. */
export async function status(session: Session): Promise<void> {
  const found = await Promise.all(session.services().map(statusOf));
  session.print(found, () => wordsOf(found));
  if (found.some(({ ready }) => !ready)) session.exitCode = 1;
}

async function statusOf(client: ServiceClient): Promise<ServiceStatus> {
  const service = client.service.name;
  try {
    const [{ ready, checks }, metrics] = await Promise.all([
      client.open('/health/ready', readiness),
      client.openText('/metrics'),
    ]);
    const remarks = Object.entries(checks).flatMap(([name, { ok, detail }]) =>
      ok && detail === undefined ? [] : [`${name}: ${detail ?? 'failed'}`],
    );
    return { service, ready, remarks, waiting: countsIn(metrics) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { service, ready: false, remarks: [error.message], waiting: null };
  }
}

function wordsOf(found: readonly ServiceStatus[]): string {
  const columns = [
    ...['service', 'ready', 'unpublished', 'parked', 'behind them', 'in doubt', 'ask a person'],
    ...['webhooks waiting', 'webhooks parked'],
  ];
  const rows = found.map(({ service, ready, waiting }) => [service, ready ? 'yes' : 'NO', ...cellsOf(waiting)]);
  const remarks = found.flatMap(({ service, remarks }) => remarks.map((remark) => `\n${service}  ${remark}`));
  return `${table(columns, rows)}${remarks.join('')}`;
}

function cellsOf(waiting: Counts | null): (string | number | null)[] {
  if (waiting === null) return Array.from({ length: 7 }, () => null);
  const { unpublished, relayLagSeconds } = waiting;
  return [
    unpublished === 0 ? 0 : `${unpublished}, since ${duration(relayLagSeconds)}`,
    ...[waiting.parked, waiting.behindParked, waiting.inDoubt, waiting.waitingForPerson],
    ...[waiting.webhooksWaiting, waiting.webhooksParked],
  ];
}
