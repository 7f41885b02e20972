import type { z } from 'zod';
import type { MappingValue } from '../mapping/state.js';

/** A table of the adapter: what the words of other systems stand for in its ERP. Each merchant has its own entries. */
export interface MappingTable<V extends MappingValue = MappingValue> {
  /** `payment-type`: small letters and dashes; part of addresses and of stream ids. */
  readonly name: string;
  /** For people: `What a return reason of Loop is called in AIMS360.` */
  readonly description: string;
  /** Where valid values are listed: `AIMS360 › Master Files › RMA Reasons`. */
  readonly validIn: string;
  /** Form of a key, such as `z.string().max(100)`. */
  readonly key: z.ZodType<string>;
  readonly value: z.ZodType<V>;
  /** What stands for every key without an entry, by the merchant's configuration; undefined: nothing, it has to be mapped. */
  defaultOf?(merchantId: string): V | undefined;
  /** Why the ERP would not know this value, in words for a person; null when it is fine. Asked before an entry is set. */
  refuse?(merchantId: string, value: V): Promise<string | null>;
}

/** What a key stands for. */
export type Resolved<V> =
  { readonly kind: 'mapped'; readonly value: V; readonly by: 'entry' | 'default' } | { readonly kind: 'unmapped' };

/** A return that waits until a key is mapped. */
export interface Waiting {
  readonly merchantId: string;
  readonly table: string;
  /** As it was seen in traffic. */
  readonly key: string;
  readonly returnId: string;
}
