export type { LoopShopRequest } from './add-shop.js';
export type { LoopDoor } from './door.js';
export type { LoopLine, LoopRefund, LoopReturn, Note, ReturnState } from './returns/loop-return.js';
export type { ReturnRequest, UnitRequest } from './returns/submit.js';
export { startLoopSimulator, type LoopSimulatorOptions } from './start.js';
export type { LabelStatus, LoopQuirks, RestockType, Scope } from './state.js';
