import type { Blow, PlannedBlow } from '../plan/blows.js';
import type { Stage } from './stage.js';

/** Strikes when its moment has come; blows that fall together fall one after the other. */
export class BlowQueue {
  readonly #waiting: PlannedBlow[];
  #striking: Promise<void> = Promise.resolve();
  #restarts = 0;

  constructor(
    private readonly stage: Pick<Stage, 'services' | 'servers' | 'simulators'>,
    blows: readonly PlannedBlow[],
    private readonly say: (line: string) => void,
  ) {
    this.#waiting = [...blows];
  }

  /** How often a server was taken away and brought back. */
  get restarts(): number {
    return this.#restarts;
  }

  /** So many returns are submitted. */
  reached(submitted: number): void {
    for (let next = this.#waiting[0]; next !== undefined && next.at <= submitted; next = this.#waiting[0]) {
      const { blow } = next;
      this.#waiting.shift();
      this.#striking = this.#striking.then(() => this.#strike(blow));
      // Told by `over`, which is not asked before all returns are submitted.
      this.#striking.catch(() => undefined);
    }
  }

  /** Resolves when every blow so far is over. Rejects when a server did not come back. */
  over(): Promise<void> {
    return this.#striking;
  }

  async #strike(blow: Blow): Promise<void> {
    const { services, servers, simulators } = this.stage;
    switch (blow.kind) {
      case 'kill':
        this.say(`kill -9 ${blow.services.join(', ')}`);
        return services.killAndRestart(blow.services);
      case 'restart':
        this.say(`restart of ${blow.server}`);
        await servers[blow.server]?.restart();
        this.#restarts += 1;
        return undefined;
      case 'webhooks':
        return simulators[blow.vendor].webhooks.disturb(blow.disturb);
      default:
        return blow satisfies never;
    }
  }
}
