import type { Delivery } from '../kernel/index.js';
import type { LoopShopRequest } from './add-shop.js';
import type { LoopReturn, Note, OutOfStockResolution, ReturnState } from './returns/loop-return.js';
import type { ReturnEdit } from './returns/edit.js';
import type { ReturnRequest } from './returns/request.js';
import type { LabelStatus, LoopShop, RestockType, Scope } from './state.js';

/** The side door of the Loop simulator. Returns come as Loop keeps them: money in minor units, ids as text. */
export interface LoopDoor {
  addShop(shop: LoopShopRequest): { shop: string; shopId: number };
  /** One more API key, e.g. one with fewer scopes. */
  addKey(shop: string, key: string, scopes: Scope[]): void;
  /** A person changes how the shop makes exchanges; what was submitted before keeps its way. */
  configureExchanges(shop: string, settings: Partial<Pick<LoopShop, 'exchangeMode' | 'loopDiscount'>>): void;
  /** The shopper submits a return for an order of the paired Shopify. */
  submitReturn(request: ReturnRequest): Promise<LoopReturn>;
  /** The carrier reports a status. */
  progressLabel(returnId: string, status: LabelStatus): void;
  /** A person in Loop's admin acts; throws with Loop's words when it cannot. */
  process(returnId: string): void;
  cancel(returnId: string): void;
  flag(returnId: string): void;
  close(returnId: string): void;
  /** A person changes lines, reasons, exchange items or the outcome of a return that was not processed yet. */
  editReturn(returnId: string, edit: ReturnEdit): Promise<LoopReturn>;
  /** A person takes lines out, in review too; the rest is processed. Throws with Loop's words when it cannot. */
  removeLines(returnId: string, lineIds: string[]): void;
  /** A person gives nothing for these lines; not in the REST API. With no line left the return is closed. */
  rejectLines(returnId: string, lineIds: string[]): LoopReturn;
  /** The same for the whole return. */
  rejectReturn(returnId: string): LoopReturn;
  /** A person gives money or store credit for what is out of stock, and processes. */
  resolveOutOfStock(returnId: string, resolution: OutOfStockResolution): LoopReturn;
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
