import type { Clock } from '@backhaul/contracts';
import { Mappings, type MappingTable } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { CLOCK, type Cause } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { exchangeOrders } from '../exchange-orders.js';
import type { ExchangePolicy } from '../exchange-order/policy.js';
import type { ShopOrder } from '../exchange-order/shop-order.js';
import { MappingTables, NO_WORD } from './mapping-tables.js';

/** Shipping type and payment type of exchange orders, by the tables of the store. */
@Injectable()
export class TypesOfOrders {
  constructor(
    private readonly mappings: Mappings,
    private readonly tables: MappingTables,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null: nothing says it. It is listed, and the order waits for it under its return, where one is known. */
  async of(
    tx: Queryable,
    { merchantId, returnId }: { merchantId: string; returnId: string | null },
    { shippingMethod = null, paymentMethods = [] }: Pick<ShopOrder, 'shippingMethod' | 'paymentMethods'>,
  ): Promise<Pick<ExchangePolicy, 'shippingType' | 'paymentType'>> {
    const codeOf = async (table: MappingTable<string>, key: string): Promise<string | null> => {
      const found = await this.mappings.resolve(tx, table, merchantId, key);
      if (found.kind === 'mapped') return found.value;
      if (returnId !== null) await this.mappings.noteUnmapped(tx, table, { merchantId, key, returnId });
      return null;
    };
    return {
      shippingType: await codeOf(this.tables.shippingType, shippingMethod ?? NO_WORD),
      paymentType: await codeOf(this.tables.paymentType, [...paymentMethods].sort().join('+') || NO_WORD),
    };
  }

  /** Looked up again for an order that lacks one of them: an entry may be there now, or its return is known now and can wait. */
  async again(tx: Queryable, streamId: string, cause: Cause): Promise<void> {
    const { seen, returnId, imported } = await exchangeOrders.load(tx, streamId);
    if (seen === null || imported !== null) return;
    if (seen.policy.shippingType !== null && seen.policy.paymentType !== null) return;
    const types = await this.of(tx, { merchantId: cause.merchantId, returnId }, seen.order);
    const { exchangeOrderId } = seen.order;
    const command = { kind: 'NameTypes', exchangeOrderId, ...types, at: this.clock.now() } as const;
    await exchangeOrders.execute(tx, streamId, command, cause);
  }
}
