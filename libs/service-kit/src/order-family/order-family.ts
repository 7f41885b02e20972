import { upToDate, type AnyEnvelope } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';

/**
 * What is known about one Shopify order and its returns, whichever came first. Events reach a service in any order
 * between topics: a refund may be known before its return is. A consumer remembers the order's facts, registers its
 * returns, and on either side goes through what the other side already holds.
 * The consumer's lock on the partition key keeps two messages of one family from passing each other.
 */
export class OrderFamily {
  /** Keeps a fact about the order once. False when it was known already. */
  async remember(tx: Queryable, fact: { partitionKey: string; factId: string; event: AnyEnvelope }): Promise<boolean> {
    const { rowCount } = await tx.query(
      `INSERT INTO order_family.fact (partition_key, fact_id, event) VALUES ($1, $2, $3)
       ON CONFLICT (partition_key, fact_id) DO NOTHING`,
      [fact.partitionKey, fact.factId, JSON.stringify(fact.event)],
    );
    return rowCount === 1;
  }

  /** Registers a return of the order once. False when it was known already. */
  async join(tx: Queryable, member: { partitionKey: string; returnId: string }): Promise<boolean> {
    const { rowCount } = await tx.query(
      `INSERT INTO order_family.member (partition_key, return_id) VALUES ($1, $2)
       ON CONFLICT (partition_key, return_id) DO NOTHING`,
      [member.partitionKey, member.returnId],
    );
    return rowCount === 1;
  }

  /** Ids of the order's returns, first known first. */
  async returnsOf(tx: Queryable, partitionKey: string): Promise<string[]> {
    const { rows } = await tx.query(
      'SELECT return_id FROM order_family.member WHERE partition_key = $1 ORDER BY joined',
      [partitionKey],
    );
    return (rows as { return_id: string }[]).map((row) => row.return_id);
  }

  /** The order's facts in today's versions, first known first. */
  async factsOf(tx: Queryable, partitionKey: string): Promise<AnyEnvelope[]> {
    const { rows } = await tx.query(
      'SELECT event FROM order_family.fact WHERE partition_key = $1 ORDER BY remembered',
      [partitionKey],
    );
    return (rows as { event: AnyEnvelope }[]).map((row) => upToDate(row.event));
  }

  /** A fact about an order: kept, and handed to every return of the order that is known; later ones get it from `welcome`. */
  async tell(tx: Queryable, event: AnyEnvelope, hand: (returnId: string) => Promise<unknown>): Promise<void> {
    const { partitionKey, id: factId } = event;
    await this.remember(tx, { partitionKey, factId, event });
    for (const returnId of await this.returnsOf(tx, partitionKey)) await hand(returnId);
  }

  /** A return of an order: registered, and handed every fact of the order that is known. */
  async welcome(
    tx: Queryable,
    member: { partitionKey: string; returnId: string },
    hand: (fact: AnyEnvelope) => Promise<unknown>,
  ): Promise<void> {
    await this.join(tx, member);
    for (const fact of await this.factsOf(tx, member.partitionKey)) await hand(fact);
  }
}
