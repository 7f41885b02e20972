import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { RaDraft } from '../rlm-return-authorization/authorize.js';
import type { Receipt } from '../rlm-return-authorization/receipt.js';
import type { ImportResult, ShopRefund } from '../rlm-return-authorization/refund.js';

/** A receipt as it was written down in an event: its time is text. */
export type StoredReceipt = Omit<Receipt, 'receivedAt'> & { readonly receivedAt: string };

/**
 * Everything that we ask of RLM. No REST reference is public (contracts/rlm-and-3pl.md §1): the assumed paths stay behind
 * this port. Writes carry an idempotency key.
 */
export interface RlmPort {
  /** RA number of our return; null when there is none. */
  findRa(externalReturnId: string, division: number, signal?: AbortSignal): Promise<string | null>;
  createRa(draft: RaDraft, key: string, signal?: AbortSignal): Promise<string>;
  /** Status of an RA (`OPEN`, `TRANSMITTED` …); null when it is gone. */
  raStatus(raNumber: string, signal?: AbortSignal): Promise<string | null>;
  transmitRa(raNumber: string, key: string, signal?: AbortSignal): Promise<void>;
  hasReceipt(receiptId: string, signal?: AbortSignal): Promise<boolean>;
  postReceipt(
    raNumber: string,
    warehouse: number,
    receipt: StoredReceipt,
    key: string,
    signal?: AbortSignal,
  ): Promise<void>;
  markExported(receiptId: string, key: string, signal?: AbortSignal): Promise<void>;
  /** Null when the refund has not been imported. */
  findImport(refundId: string, currency: string, signal?: AbortSignal): Promise<ImportResult | null>;
  importRefund(refund: ShopRefund, money: Money, key: string, signal?: AbortSignal): Promise<ImportResult>;
  /** Sellable stock (FIRST warehouses only) of these SKUs at every mapped location of the shop. */
  levels(skus: readonly string[], signal?: AbortSignal): Promise<EventData<'InventoryExported'>['levels']>;
}
