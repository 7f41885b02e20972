import type { TopicPartition } from '../bus/message-bus.js';
import type { Ownership } from './membership.js';
import { OwnedPartition, type PartitionWork } from './owned-partition.js';

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** The partitions that a member works on, brought in line with what every heartbeat tells it. */
export class Assignments {
  readonly #owned = new Map<string, OwnedPartition>();
  readonly #leaving = new Map<string, Promise<void>>();

  constructor(private readonly work: PartitionWork) {}

  list(): OwnedPartition[] {
    return [...this.#owned.values()];
  }

  /** Takes up what is new, ends the work on what is lost, gives back what is surplus. */
  follow(told: readonly Ownership[]): void {
    const epochs = new Map(told.map((ownership) => [nameOf(ownership), ownership.epoch]));
    for (const [name, owned] of this.#owned) {
      if (epochs.get(name) !== owned.ownership.epoch || owned.fenced) this.#end(name, owned, false);
    }
    for (const ownership of told) this.#take(ownership);
  }

  /** Ends the work on everything; `release` also tells the others at once. */
  async endAll(release: boolean): Promise<void> {
    for (const [name, owned] of this.#owned) this.#end(name, owned, release);
    await Promise.all(this.#leaving.values());
  }

  #take(ownership: Ownership): void {
    const name = nameOf(ownership);
    const owned = this.#owned.get(name);
    // while the last batch of an earlier ownership runs, the partition waits for the next heartbeat
    if (owned === undefined && !this.#leaving.has(name)) {
      if (ownership.surplus) this.#giveBack(ownership);
      else this.#owned.set(name, new OwnedPartition(ownership, this.work));
    } else if (owned !== undefined && ownership.surplus) this.#end(name, owned, true);
  }

  #giveBack(ownership: Ownership): void {
    void this.work.membership.release(ownership).catch(this.work.onError);
  }

  #end(name: string, owned: OwnedPartition, release: boolean): void {
    this.#owned.delete(name);
    const ended = owned
      .drain()
      .then(() => (release ? this.work.membership.release(owned.ownership) : undefined))
      .catch(this.work.onError)
      .finally(() => this.#leaving.delete(name));
    this.#leaving.set(name, ended);
  }
}
