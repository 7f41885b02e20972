import type { Queryable } from '@backhaul/event-store';
import type { PersonCommand } from '@backhaul/service-kit';
import type { StoreSettings } from './cut-over/settings.js';
import type { MappingTable, Waiting } from './mappings/mapping-table.js';
import type { ComparedDocument, Period } from './shadow/compare.js';

/** What became of a return that a backfill asked for. */
export type Admission =
  | { readonly outcome: 'admitted' }
  /** It was one of ours already. */
  | { readonly outcome: 'unchanged' }
  /** It cannot be one of ours; in words for a person. */
  | { readonly outcome: 'refused'; readonly why: string };

/** Who asked for a backfill. */
export type Asked = Pick<PersonCommand, 'by' | 'reason'> & { readonly backfillId: string };

/** What an adapter brings; provide it as `{ provide: ErpAdapter, useClass: … }` beside `erpProviders`. */
export abstract class ErpAdapter {
  abstract readonly tables: readonly MappingTable[];

  /** The store of a merchant; undefined for one that has another ERP. */
  abstract storeOf(merchantId: string): StoreSettings | undefined;

  /**
   * A key for which a return waited stands for something now: goes on with the return, in this transaction. When it
   * throws, it is called again later.
   */
  abstract onMapped(tx: Queryable, waiting: Waiting): Promise<void>;

  /**
   * Makes a return that was only observed one of ours: whatever is due for it now is planned. Called twice, it does it
   * once (`unchanged`). When it throws, it is called again later.
   */
  abstract admit(tx: Queryable, returnId: string, asked: Asked): Promise<Admission>;

  /** The documents of a period as others made them, and as we would have made them. */
  abstract shadowDocuments(
    merchantId: string,
    period: Period,
  ): Promise<{ readonly ours: readonly ComparedDocument[]; readonly theirs: readonly ComparedDocument[] }>;
}
