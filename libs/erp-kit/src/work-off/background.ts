import { Logger } from '@backhaul/service-kit';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Work that follows a commit at once instead of at the next sweep. A failure is logged: the sweep does it again. */
@Injectable()
export class Background implements OnModuleDestroy {
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(private readonly log: Logger) {}

  start(what: string, work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#stopping;
    const running = work(signal)
      .catch((error: unknown) => {
        if (!signal.aborted) this.log.warn({ err: error, what }, 'did not follow at once; the sweep will');
      })
      .finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underWay);
  }
}
