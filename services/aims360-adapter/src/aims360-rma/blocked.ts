import { mapTaskId, type UnmappedValue } from './codes.js';
import type { RmaEvent } from './events.js';
import { openTask } from './tasks.js';

/** Nothing is guessed: the return waits until each value has an entry in its table. */
export function blocked(returnId: string, values: readonly UnmappedValue[], at: Date): RmaEvent[] {
  if (values.length === 0) return [];
  return [
    { type: 'RmaBlocked', data: { values: [...values] }, occurredAt: at },
    ...values.map(({ table, key }) =>
      openTask(returnId, at, {
        id: mapTaskId({ table, key }),
        kind: 'map-value',
        title: `Map “${key}” in the table ${table}`,
        why: `The RMA waits: ${table} has no entry for “${key}”. Add one, and the return goes on by itself.`,
        role: 'operator',
        values: { table, key },
      }),
    ),
  ];
}
