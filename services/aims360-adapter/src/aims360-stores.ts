import type { Clock } from '@backhaul/contracts';
import { Aggregate, CLOCK, Transactions } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import {
  aims360Store,
  privateEvents,
  publishedEvents,
  type Aims360StoreCommand,
  type Aims360StoreState,
  type ViewProblem,
} from './aims360-store/decide.js';
import type { Operation } from './aims360-store/operations.js';

/** Runs commands on `aims360-store` streams, one per merchant. */
export const aims360Stores = new Aggregate({
  category: 'aims360-store',
  decider: aims360Store,
  publishes: publishedEvents,
  keeps: privateEvents,
});

/** What the stores' AIMS360 lack, remembered over restarts, and told to people. */
@Injectable()
export class Shortcomings {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  of(merchantId: string): Promise<Aims360StoreState> {
    return this.transactions.run((tx) => aims360Stores.load(tx, merchantId));
  }

  lose(merchantId: string, operation: Operation): Promise<void> {
    return this.#execute({ kind: 'LoseOperation', merchantId, operation, at: this.clock.now() });
  }

  regain(merchantId: string, operation: Operation): Promise<void> {
    return this.#execute({ kind: 'RegainOperation', merchantId, operation, at: this.clock.now() });
  }

  reportView(merchantId: string, view: string, problem: ViewProblem): Promise<void> {
    return this.#execute({ kind: 'ReportView', merchantId, view, problem, at: this.clock.now() });
  }

  clearView(merchantId: string, view: string): Promise<void> {
    return this.#execute({ kind: 'ClearView', merchantId, view, at: this.clock.now() });
  }

  async #execute(command: Aims360StoreCommand): Promise<void> {
    const { merchantId } = command;
    const subject = `${merchantId}-store`;
    const filed = { merchantId, subject, partitionKey: `${merchantId}/store`, correlationId: subject };
    await this.transactions.run((tx) =>
      aims360Stores.execute(tx, merchantId, command, { ...filed, causationId: `aims360:${merchantId}` }),
    );
  }
}
