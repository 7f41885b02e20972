import type { MappingTable, MappingValue } from '@backhaul/erp-kit';
import { Merchants } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Aims360Section, MerchantSections, TableName } from '../config.js';

const word = z.string().trim().min(1, 'expected a word of the other system').max(200);
const code = z.string().trim().min(1, 'expected a code of AIMS360').max(60);

/** A key of the tables for what comes without a word of its own. */
export const NO_WORD = 'none';

/** What the words of Loop, of the shop and of warehouses stand for in AIMS360. */
@Injectable()
export class MappingTables {
  readonly reason: MappingTable<string>;
  readonly warehouse: MappingTable<string>;
  readonly disposition: MappingTable<'restock' | 'seconds' | 'write-off'>;
  readonly item: MappingTable<string>;
  readonly shippingType: MappingTable<string>;
  readonly paymentType: MappingTable<string>;
  readonly #merchants: Merchants<MerchantSections>;

  constructor(merchants: Merchants<MerchantSections>) {
    this.#merchants = merchants;
    this.reason = {
      name: 'reason',
      description: `RMA reason for a return reason of Loop; ${NO_WORD}: the shopper gave none.`,
      validIn: 'AIMS360 › codes › Return Authorizations',
      key: word,
      value: code,
      defaultOf: this.#default('reason', ({ reason }) => reason),
    };
    this.warehouse = {
      name: 'warehouse',
      description: `Receiving warehouse for units with this return reason of Loop; ${NO_WORD}: for every other unit.`,
      validIn: 'AIMS360 › Warehouses',
      key: word,
      value: code,
      defaultOf: this.#default('warehouse', ({ warehouse }) => warehouse),
    };
    this.disposition = {
      name: 'disposition',
      description: 'What becomes of goods to which a warehouse gives this word.',
      validIn: 'restock, seconds or write-off',
      key: word,
      value: z.enum(['restock', 'seconds', 'write-off']),
    };
    this.item = {
      name: 'item',
      description: 'UPC, or style-colour-size, for an SKU or a barcode of the shop.',
      validIn: 'AIMS360 › Styles › UPC',
      key: word,
      value: code,
    };
    this.shippingType = {
      name: 'shipping-type',
      description: `Ship via of exchange orders with this shipping method of the shop; ${NO_WORD}: the order names none.`,
      validIn: 'AIMS360 › codes › Ship Via',
      key: word,
      value: code,
      defaultOf: this.#default('shipping-type', ({ shippingType }) => shippingType),
    };
    this.paymentType = {
      name: 'payment-type',
      description: `Terms of exchange orders with these payment methods of the shop, joined by +; ${NO_WORD}: nothing was paid.`,
      validIn: 'AIMS360 › codes › Terms',
      key: word,
      value: code,
      defaultOf: this.#default('payment-type', ({ paymentType }) => paymentType),
    };
  }

  get all(): readonly MappingTable[] {
    const tables: readonly MappingTable<MappingValue>[] = [
      this.reason,
      this.warehouse,
      this.item,
      this.shippingType,
      this.paymentType,
    ];
    return [...tables, this.disposition];
  }

  /** Whether a word without an entry holds the return back. */
  isRequired(merchantId: string, table: TableName): boolean {
    return this.#merchants.find(merchantId)?.aims360?.requireMapping.includes(table) === true;
  }

  #default(table: TableName, of: (section: Aims360Section) => string | undefined) {
    return (merchantId: string): string | undefined => {
      const section = this.#merchants.find(merchantId)?.aims360;
      return section === undefined || this.isRequired(merchantId, table) ? undefined : of(section);
    };
  }
}
