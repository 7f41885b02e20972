import type { MappingTable } from '@backhaul/erp-kit';
import { Merchants } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { MerchantSections, TableName } from '../config.js';

const word = z.string().trim().min(1, 'expected a word of the other system').max(200);

/** A key of the tables for what comes without a word of its own. */
export const NO_WORD = 'none';

/** What the words of Loop and of the shop stand for in RLM. */
@Injectable()
export class MappingTables {
  readonly reason: MappingTable<string>;
  readonly warehouse: MappingTable<string>;
  readonly item: MappingTable<string>;
  readonly #merchants: Merchants<MerchantSections>;

  constructor(merchants: Merchants<MerchantSections>) {
    this.#merchants = merchants;
    this.reason = {
      name: 'reason',
      description: `Reason code of the RA line for a return reason of Loop; ${NO_WORD}: the shopper gave none.`,
      validIn: 'RLM › Reason Codes, at most 6 characters',
      key: word,
      value: z.string().trim().min(1, 'expected a code of RLM').max(6, 'RLM’s reason codes have at most 6 characters'),
    };
    this.warehouse = {
      name: 'warehouse',
      description: `Number of the warehouse that a return goes back to, by the reason of its first item that has an entry; ${NO_WORD}: any other return.`,
      validIn: 'RLM › Warehouses',
      key: word,
      value: z.string().regex(/^[1-9]\d{0,8}$/, 'expected the number of a warehouse of RLM'),
      defaultOf: (merchantId) => {
        const section = merchants.find(merchantId)?.rlm;
        return section === undefined || this.isRequired(merchantId, 'warehouse')
          ? undefined
          : String(section.warehouse);
      },
    };
    this.item = {
      name: 'item',
      description: 'SKU, or UPC, of RLM for an SKU or a barcode of the shop.',
      validIn: 'RLM › Item Master',
      key: word,
      value: z.string().trim().min(1, 'expected an SKU or a UPC of RLM').max(60),
    };
  }

  get all(): readonly MappingTable[] {
    return [this.reason, this.warehouse, this.item];
  }

  /** Whether a word without an entry holds the return back. */
  isRequired(merchantId: string, table: TableName): boolean {
    return this.#merchants.find(merchantId)?.rlm?.requireMapping.includes(table) === true;
  }
}
