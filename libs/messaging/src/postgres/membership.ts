import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** A partition that this member owns. `surplus`: more than its share; to be given back once the work on it has ended. */
export interface Ownership {
  topic: string;
  partition: number;
  epoch: string;
  committedOffset: bigint;
  surplus: boolean;
}

interface OwnershipRow {
  topic: string;
  partition: number;
  epoch: string;
  committed_offset: string;
  surplus: boolean;
}

/** One member of a group, as the database sees it. */
export class Membership {
  readonly memberId = randomUUID();

  constructor(
    private readonly pool: Pool,
    readonly group: string,
    readonly topics: readonly string[],
    private readonly sessionMs: number,
  ) {}

  /** Says that this member lives and tells what it owns now. */
  async beat(): Promise<Ownership[]> {
    const { rows } = await this.pool.query<OwnershipRow>({
      name: 'bus.beat',
      text: 'SELECT * FROM bus.beat($1, $2, $3::text[], make_interval(secs => $4::float8 / 1000))',
      values: [this.group, this.memberId, this.topics, this.sessionMs],
    });
    return rows.map((row) => ({ ...row, committedOffset: BigInt(row.committed_offset) }));
  }

  /** Commits; false when the partition belongs to somebody else by now (the epoch fences us). */
  async commit(owned: Ownership, next: bigint): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'bus.commit',
      text: `UPDATE bus.assignment SET committed_offset = greatest(committed_offset, $6)
              WHERE group_name = $1 AND topic = $2 AND partition = $3 AND owner = $4 AND epoch = $5`,
      values: [this.group, owned.topic, owned.partition, this.memberId, owned.epoch, next.toString()],
    });
    return rowCount === 1;
  }

  /** Gives a partition back, for another member to take. */
  async release(owned: Ownership): Promise<void> {
    await this.pool.query(
      `WITH released AS (
         UPDATE bus.assignment SET owner = NULL
          WHERE group_name = $1 AND topic = $2 AND partition = $3 AND owner = $4 AND epoch = $5 RETURNING group_name
       ) SELECT pg_notify('backhaul_bus', 'group ' || group_name) FROM released`,
      [this.group, owned.topic, owned.partition, this.memberId, owned.epoch],
    );
  }

  /** Leaves the group; whatever it owned is free at once. */
  async leave(): Promise<void> {
    await this.pool.query(
      `WITH gone AS (DELETE FROM bus.member WHERE group_name = $1 AND member_id = $2 RETURNING group_name)
       SELECT pg_notify('backhaul_bus', 'group ' || group_name) FROM gone`,
      [this.group, this.memberId],
    );
  }
}
