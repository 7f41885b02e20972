import type { EventData } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';

const open = `
  INSERT INTO ledger.task AS known (task_id, merchant_id, return_id, kind, title, why, "values", role, service, opened_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (task_id) DO UPDATE SET
    return_id = excluded.return_id,
    kind = excluded.kind,
    title = excluded.title,
    why = excluded.why,
    "values" = excluded."values",
    role = excluded.role,
    service = excluded.service,
    opened_at = excluded.opened_at
  WHERE known.opened_at IS NULL OR known.opened_at < excluded.opened_at`;

/** A task was opened; one that is opened again later counts from then. */
export async function openTask(
  tx: Queryable,
  origin: { merchantId: string; service: string },
  task: EventData<'TaskOpened'>,
): Promise<void> {
  const { taskId, returnId, kind, title, why, values, role, openedAt } = task;
  const { merchantId, service } = origin;
  await tx.query(open, [
    taskId,
    merchantId,
    returnId,
    kind,
    title,
    why,
    JSON.stringify(values),
    role,
    service,
    openedAt,
  ]);
}

const close = `
  INSERT INTO ledger.task AS known (task_id, merchant_id, return_id, how, closed_at)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (task_id) DO UPDATE SET how = excluded.how, closed_at = excluded.closed_at
  WHERE known.closed_at IS NULL OR known.closed_at < excluded.closed_at`;

/** A task was seen to be done; it may be known to be done before it is known at all. */
export async function closeTask(tx: Queryable, merchantId: string, task: EventData<'TaskClosed'>): Promise<void> {
  await tx.query(close, [task.taskId, merchantId, task.returnId, task.how, task.closedAt]);
}
