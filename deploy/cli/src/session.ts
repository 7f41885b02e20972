import { z } from 'zod';
import { configFile, servicesOf, type Service } from './installation/config-file.js';
import { tokenOf } from './installation/token.js';
import { Misused, Refused } from './failures.js';
import { Problem } from './http/problem.js';
import { ServiceClient } from './http/service-client.js';
import { plain } from './output/table.js';
import type { Terminal } from './terminal.js';

/** Options that every command takes. */
export interface GlobalOptions {
  config?: string;
  service?: string;
  url?: string;
  json?: true;
  by?: string;
}

/** An item, and the service that has it. */
export type Found<T> = T & { service: string };

/** One run of the command: whom it asks, as whom, and how it answers. */
export class Session {
  /** What the process ends with. */
  exitCode: 0 | 1 = 0;

  constructor(
    private readonly options: GlobalOptions,
    readonly terminal: Terminal,
  ) {}

  /** Who does it, for what is kept of it. */
  get by(): string {
    return this.options.by ?? this.terminal.user();
  }

  /** Those that were asked for; without a word about it, all. */
  services(): ServiceClient[] {
    const { url, service = 'all' } = this.options;
    if (url !== undefined) return [this.#client({ name: service === 'all' ? url : service, url: withoutSlash(url) })];
    const known = servicesOf(this.#config(), this.terminal);
    const chosen = service === 'all' ? known : known.filter(({ name }) => name === service);
    if (chosen.length > 0) return chosen.map((one) => this.#client(one));
    const names = known.map(({ name }) => name).join(', ');
    throw new Misused(`There is no service ${service} in ${this.#config()}; it has ${names || 'none'}.`);
  }

  /** The one service that a command is for: an id means something within its service only. */
  service(byDefault?: string): ServiceClient {
    const services = this.services();
    const [only] = services.length === 1 ? services : services.filter(({ service }) => service.name === byDefault);
    if (only !== undefined) return only;
    throw new Misused(`Say which service: --service ${services.map(({ service }) => service.name).join('|')}`);
  }

  /** The service that has the merchant's store: the adapter of its ERP. */
  async adapterOf(merchant: string): Promise<ServiceClient> {
    const services = this.services();
    const path = `/stores/${encodeURIComponent(merchant)}`;
    const answers = await Promise.allSettled(services.map((client) => client.get(path, z.looseObject({}))));
    const index = answers.findIndex(({ status }) => status === 'fulfilled');
    const found = services[index];
    if (found !== undefined) return found;
    for (const answer of answers) {
      // One that does not know the merchant says 404; another refusal has to be told.
      if (answer.status === 'rejected' && !isUnknownTo(answer.reason)) throw answer.reason;
    }
    throw new Refused(`No service has a store of ${merchant}. Is that the id of the merchant in the configuration?`);
  }

  /** Asks all services side by side. One that does not answer is told, and hides nothing of the others. */
  async collect<T extends object>(ask: (client: ServiceClient) => Promise<readonly T[]>): Promise<Found<T>[]> {
    const services = this.services();
    const answers = await Promise.allSettled(services.map(ask));
    return answers.flatMap((answer, index) => {
      const name = services[index]?.service.name ?? '';
      if (answer.status === 'fulfilled') return answer.value.map((item) => ({ ...item, service: name }));
      if (services.length > 1 && isUnknownTo(answer.reason)) return [];
      if (services.length === 1 || !(answer.reason instanceof Refused)) throw answer.reason;
      this.complain(answer.reason.message);
      return [];
    });
  }

  /** The result: for a machine as it is, for a person in words. */
  print(result: unknown, words: () => string): void {
    this.terminal.out(this.options.json === true ? JSON.stringify(result, null, 2) : words());
  }

  /** Tells that something is not as it should be; the command goes on, and ends with exit code 1. */
  complain(text: string): void {
    this.terminal.say(plain(text));
    this.exitCode = 1;
  }

  #config(): string {
    return configFile(this.options.config, this.terminal);
  }

  #client(service: Service): ServiceClient {
    return new ServiceClient(service, () =>
      tokenOf(this.options.url === undefined ? this.#config() : undefined, this.terminal),
    );
  }
}

const isUnknownTo = (reason: unknown): boolean => reason instanceof Problem && reason.status === 404;

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
