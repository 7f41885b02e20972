import type { Admin } from 'kafkajs';
import { verified } from '../harness/verified.js';
import type { Meter } from './meter.js';

/** What a consumer was given in one round: nothing may be missing, come twice or out of order. Looks at batches, not at messages, to cost nothing. */
export class Received {
  readonly #next = new Map<number, bigint>();
  #outOfOrder = 0;
  #committed = 0n;

  constructor(
    private readonly by: string,
    private readonly meter: Meter,
  ) {}

  batch(partition: number, messages: readonly { offset: string }[]): void {
    const [first, last] = [messages[0], messages.at(-1)];
    if (first === undefined || last === undefined) return;
    const from = BigInt(first.offset);
    const end = BigInt(last.offset) + 1n;
    const expected = this.#next.get(partition) ?? 0n;
    if (from !== expected || end - from !== BigInt(messages.length)) this.#outOfOrder += 1;
    this.#next.set(partition, end);
    this.meter.seen(messages.length);
  }

  /** Call it when the member has left its group. */
  async readCommitted(admin: Admin, groupId: string, topic: string): Promise<void> {
    const offsets = await admin.fetchOffsets({ groupId, topics: [topic] });
    for (const { partitions } of offsets) {
      for (const { offset } of partitions) this.#committed += BigInt(offset) < 0n ? 0n : BigInt(offset);
    }
  }

  /** The topic holds nothing but these messages, so its offsets count them. */
  static verified(rounds: readonly Received[], messages: number): string {
    const wrong = rounds.filter(
      (one) => one.meter.count !== messages || one.#outOfOrder > 0 || one.#committed !== BigInt(messages),
    );
    return verified(
      `every round got each of the ${messages} messages once, in the order of its partition, and committed them all`,
      wrong.length === 0,
      wrong.map((one) => ({
        by: one.by,
        got: one.meter.count,
        outOfOrder: one.#outOfOrder,
        committed: String(one.#committed),
      })),
    );
  }
}
