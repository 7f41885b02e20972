import { setTimeout as pause } from 'node:timers/promises';
import { serviceNames, type ServiceName } from '@backhaul/contracts';
import { startProcesses, type Processes } from '@backhaul/launcher';
import type { ConfigFile } from '@backhaul/service-kit';
import type { Outages } from './outages.js';

/** A service that ended although nobody had killed it. */
export interface Collapse {
  readonly service: ServiceName;
  readonly how: string;
  readonly lastWords: string;
}

export interface ServiceParts {
  readonly config: ConfigFile;
  readonly urlOf: (service: ServiceName) => string;
  readonly logDir: string;
  readonly outages: Outages;
}

/** A supervisor waits a little before it starts a service again that ended by itself. */
const RESTART_MS = 500;

/** The life of one process of a service. */
interface Life {
  readonly since: number;
  ready: boolean;
}

/** The five services as processes under a supervisor that starts again what has ended. */
export class Services {
  readonly collapses: Collapse[] = [];
  readonly #lives = new Map<ServiceName, Life>();
  readonly #turns = new Map<ServiceName, Promise<void>>();
  #processes: Processes | null = null;
  #kills = 0;

  private constructor(private readonly outages: Outages) {}

  /** Resolves when all five are ready. */
  static async start({ config, urlOf, logDir, outages }: ServiceParts): Promise<Services> {
    const services = new Services(outages);
    const onEnded = (name: ServiceName, how: string): void => void services.#ended(name, how);
    services.#processes = await startProcesses(config, urlOf, { logDir, onEnded });
    for (const name of serviceNames) services.#lives.set(name, { since: Date.now(), ready: true });
    return services;
  }

  get kills(): number {
    return this.#kills;
  }

  /** `kill -9`, then a new process. Two blows on one service fall one after the other: at once they would start two. */
  async killAndRestart(names: readonly ServiceName[]): Promise<void> {
    const turnOf = (name: ServiceName): Promise<void> => {
      const turn = (this.#turns.get(name) ?? Promise.resolve()).then(() => this.#killAndStart(name));
      this.#turns.set(name, turn);
      return turn;
    };
    await Promise.all(names.map(turnOf));
  }

  async allReady(): Promise<void> {
    for (const name of serviceNames) await this.#processes?.ready(name);
  }

  async close(): Promise<void> {
    const processes = this.#processes;
    this.#processes = null;
    await processes?.close();
  }

  async #killAndStart(name: ServiceName): Promise<void> {
    if (this.#processes === null) return;
    await this.#processes.kill(name);
    this.#kills += 1;
    this.#start(name);
  }

  #start(name: ServiceName): void {
    const life: Life = { since: Date.now(), ready: false };
    this.#lives.set(name, life);
    this.#processes?.start(name);
    void this.#processes?.ready(name).then(
      () => (life.ready = true),
      () => undefined,
    );
  }

  async #ended(service: ServiceName, how: string): Promise<void> {
    const life = this.#lives.get(service);
    if (this.#processes === null || life === undefined) return;
    // Without its database or its bus a service does not start, and says so: that is its duty, not a collapse.
    const excused = !life.ready && this.outages.since(life.since);
    if (!excused) this.collapses.push({ service, how, lastWords: this.#processes.output(service).slice(-600) });
    await pause(RESTART_MS);
    // Killed and started again meanwhile: a second process would find its port taken.
    if (this.#lives.get(service) === life) this.#start(service);
  }
}
