import type { AnyEnvelope } from '@backhaul/contracts';
import type { BusContext } from '@backhaul/messaging';
import { causeOf, Logger, Merchants, OrderFamily } from '@backhaul/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { factTypes } from './journal/facts.js';
import { Journals } from './journals.js';
import { Worklists } from './worklists.js';

/** Everything that the other services publish goes to the journal of its return, or of every return of its order. */
@Controller()
export class Consumers {
  constructor(
    private readonly merchants: Merchants,
    private readonly journals: Journals,
    private readonly worklists: Worklists,
    private readonly orders: OrderFamily,
    private readonly log: Logger,
  ) {}

  @EventPattern(factTypes)
  async on(@Payload() event: AnyEnvelope, @Ctx() uow: BusContext): Promise<void> {
    const { merchantId, type } = event;
    if (this.merchants.find(merchantId) === undefined) {
      this.log.debug({ merchantId, type, eventId: event.id }, 'an event of a merchant that is not configured');
      return;
    }
    await this.#onWorklist(event, uow);
    const returnId = returnOf(event);
    if (returnId !== null) await this.#ofReturn(returnId, event, uow);
    else if (isOfOrder(event)) await this.#ofOrder(event, uow);
  }

  async #onWorklist(event: AnyEnvelope, { tx }: BusContext): Promise<void> {
    const service = event.source.split('/').at(-1) ?? event.source;
    if (event.type === 'TaskOpened') await this.worklists.open(tx, service, event.data, causeOf(event));
    if (event.type === 'TaskClosed') await this.worklists.close(tx, event.data, causeOf(event));
  }

  /** The first fact of a return brings in what was already known of its order. */
  async #ofReturn(returnId: string, event: AnyEnvelope, { tx }: BusContext): Promise<void> {
    const { partitionKey } = event;
    const isNew = await this.orders.join(tx, { partitionKey, returnId });
    const known = isNew ? await this.orders.factsOf(tx, partitionKey) : [];
    await this.journals.record(tx, returnId, [event, ...known]);
  }

  /** A refund does not say which return it belongs to; every return of the order keeps it until one names it. */
  async #ofOrder(event: AnyEnvelope, { tx }: BusContext): Promise<void> {
    const { partitionKey, id: factId } = event;
    await this.orders.remember(tx, { partitionKey, factId, event });
    for (const returnId of await this.orders.returnsOf(tx, partitionKey)) {
      await this.journals.record(tx, returnId, [event]);
    }
  }
}

function returnOf({ data }: AnyEnvelope): string | null {
  return 'returnId' in data ? data.returnId : null;
}

/** What has no return and is not about an order either, such as a task of a service, has no journal. */
function isOfOrder({ data }: AnyEnvelope): boolean {
  return 'orderId' in data;
}
