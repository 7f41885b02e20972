import type { Delivery } from '../kernel/index.js';
import type { LoopShopRequest } from './add-shop.js';
import type { LoopReturn, Note, ReturnState } from './returns/loop-return.js';
import type { ReturnRequest } from './returns/submit.js';
import type { LabelStatus, RestockType, Scope } from './state.js';

/** The side door of the Loop simulator. Returns come as Loop keeps them: money in minor units, ids as text. */
export interface LoopDoor {
  addShop(shop: LoopShopRequest): { shop: string; shopId: number };
  /** One more API key, e.g. one with fewer scopes. */
  addKey(shop: string, key: string, scopes: Scope[]): void;
  /** The shopper submits a return for an order of the paired Shopify. */
  submitReturn(request: ReturnRequest): Promise<LoopReturn>;
  /** The carrier reports a status. */
  progressLabel(returnId: string, status: LabelStatus): void;
  /** A person in Loop's admin acts; throws with Loop's words when it cannot. */
  process(returnId: string): void;
  cancel(returnId: string): void;
  flag(returnId: string): void;
  close(returnId: string): void;
  /** A person ticks or unticks restock before processing. */
  setRestock(returnId: string, restockType: RestockType): void;
  /** Any state, told as `return.updated`: for states that this simulator reaches by no other way. */
  setState(returnId: string, state: ReturnState): void;
  /** The next background processing fails with this message (null = no message, as Loop may send). */
  failNextProcessing(shop: string, message: string | null): void;
  returns(shop?: string): LoopReturn[];
  return(returnId: string): LoopReturn;
  notes(returnId: string): Note[];
  deliveries(): Delivery[];
}
