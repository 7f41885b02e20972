import { BackhaulError, type Clock } from '@backhaul/contracts';
import { eventStore, type Queryable } from '@backhaul/event-store';
import { causeOfCommand, CLOCK, type PersonCommand } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { MappingCommand, MappingEvent } from '../mapping/decide.js';
import { normalised, type MappingValue } from '../mapping/state.js';
import { idOf, mappingTables } from './aggregate.js';
import { entries, type Entry, type TableId } from './entries.js';
import type { MappingTable, Resolved, Waiting } from './mapping-table.js';
import { unmapped } from './unmapped.js';

/** One change of a table. `value` null: removed. */
export interface Change extends Omit<Entry, 'value'> {
  readonly value: MappingValue | null;
}

/** What the words of other systems stand for in the ERP of a merchant. Every function runs in the caller's transaction. */
@Injectable()
export class Mappings {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * The entry of a key (trimmed, capitals do not matter), or the merchant's default.
   * @throws BackhaulError MAPPING_OUTDATED when an entry from before does not fit the table any more
   */
  async resolve<V extends MappingValue>(
    tx: Queryable,
    table: MappingTable<V>,
    merchantId: string,
    key: string,
  ): Promise<Resolved<V>> {
    const found = await entries.find(tx, { merchantId, table: table.name }, key);
    if (found !== undefined) return { kind: 'mapped', value: fitting(table, key, found), by: 'entry' };
    const value = table.defaultOf?.(merchantId);
    return value === undefined ? { kind: 'unmapped' } : { kind: 'mapped', value, by: 'default' };
  }

  /** Counts a key that stands for nothing, and has the return wait for it: `ErpAdapter.onMapped` tells when it can go on. */
  async noteUnmapped(tx: Queryable, table: Pick<MappingTable, 'name'>, waiting: Omit<Waiting, 'table'>): Promise<void> {
    await unmapped.note(tx, { ...waiting, table: table.name });
  }

  /** The return waits for no key any more: it was cancelled, or goes another way. */
  async stopWaiting(tx: Queryable, returnId: string): Promise<void> {
    await unmapped.forget(tx, returnId);
  }

  /** Sets entries, and returns the keys that changed. */
  async set(
    tx: Queryable,
    id: TableId,
    wanted: readonly { key: string; value: MappingValue }[],
    command: PersonCommand,
  ): Promise<string[]> {
    const changed = await this.#execute(
      tx,
      id,
      { kind: 'SetMappings', entries: wanted, ...this.#asked(command) },
      command,
    );
    await entries.put(
      tx,
      id,
      changed.flatMap((one) => (one.value === null ? [] : [{ ...one, value: one.value }])),
    );
    return changed.map(({ key }) => key);
  }

  /** False when there was no such entry. */
  async remove(tx: Queryable, id: TableId, key: string, command: PersonCommand): Promise<boolean> {
    const changed = await this.#execute(tx, id, { kind: 'RemoveMapping', key, ...this.#asked(command) }, command);
    await entries.remove(tx, id, key);
    return changed.length > 0;
  }

  /** Every change there was, the newest first; of one key, if given. */
  async history(db: Queryable, id: TableId, key: string | undefined, limit: number): Promise<Change[]> {
    const stored = await eventStore.readStream(db, mappingTables.streamOf(idOf(id)));
    const changes = stored.map(({ type, data, occurredAt }) => changeOf({ type, data, occurredAt } as MappingEvent));
    const wanted = changes.filter((one) => key === undefined || normalised(one.key) === normalised(key));
    return wanted.reverse().slice(0, limit);
  }

  async #execute(tx: Queryable, id: TableId, change: MappingCommand, command: PersonCommand): Promise<Change[]> {
    const { merchantId, table } = id;
    const about = { merchantId, subject: `${merchantId}-mapping-${table}`, partitionKey: `${merchantId}/mapping` };
    const { events } = await mappingTables.execute(tx, idOf(id), change, causeOfCommand(command, about));
    return events.map(({ type, data, occurredAt }) => changeOf({ type, data, occurredAt } as MappingEvent));
  }

  #asked = ({ by, reason }: PersonCommand) => ({ by, reason, at: this.clock.now() });
}

function changeOf({ type, data, occurredAt: at }: MappingEvent): Change {
  switch (type) {
    case 'MappingSet':
      return { ...data, at };
    case 'MappingRemoved':
      return { ...data, value: null, at };
  }
}

function fitting<V extends MappingValue>(table: MappingTable<V>, key: string, found: MappingValue): V {
  const parsed = table.value.safeParse(found);
  if (parsed.success) return parsed.data;
  throw new BackhaulError(
    'MAPPING_OUTDATED',
    `The entry "${key}" of the mapping table ${table.name} does not fit any more; set it again`,
  );
}
