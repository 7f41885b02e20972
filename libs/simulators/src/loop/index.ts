export type { LoopShopRequest } from './add-shop.js';
export type { LoopDoor } from './door.js';
export type { ReturnEdit } from './returns/edit.js';
export type {
  LoopExchange,
  LoopGiftCard,
  LoopLine,
  LoopRefund,
  LoopReturn,
  Note,
  Outcome,
  OutOfStockResolution,
  Recipient,
  ReturnState,
} from './returns/loop-return.js';
export type { ExchangeRequest, ReturnRequest, UnitRequest } from './returns/request.js';
export { startLoopSimulator, type LoopSimulatorOptions } from './start.js';
export type { Destination, LabelStatus, LoopQuirks, RestockType, ReviewRule, Scope } from './state.js';
