import { counted } from '../output/counted.js';
import { table } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';
import { projections, type Projection } from './projection.js';
import { progressOf } from './progress.js';

export async function listProjections(session: Session): Promise<void> {
  const found = await session.collect(async (client) => (await client.get('/admin/projections', projections)).items);
  const rows = found.map(({ service, ...one }) => [
    ...[service, one.name, one.version, one.running === null ? one.state : progressOf(one.running)],
    ...[ago(one.lastRebuild?.finishedAt), checkOf(one), one.lastFailure === null ? null : one.lastFailure.code],
  ]);
  session.print(found, () =>
    table(['service', 'projection', 'version', 'state', 'last rebuild', 'last self-check', 'last failure'], rows),
  );
}

function checkOf({ lastCheck }: Projection): string | null {
  if (lastCheck === null) return null;
  const outcome = lastCheck.passed ? 'passed' : counted(lastCheck.differencesTotal, 'difference');
  return `${outcome} ${ago(lastCheck.finishedAt)}`;
}
