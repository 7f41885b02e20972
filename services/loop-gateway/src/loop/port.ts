import type { ReturnSnapshot } from '../loop-return/snapshot.js';

/** A row of the list of returns, as far as the sweep needs it. */
export interface ChangedReturn {
  readonly externalReturnId: string;
  readonly state: string;
  readonly updatedAt: Date;
}

/** Which rows: one state, and when they changed; 120 days at most. */
export interface ChangeWindow {
  readonly state: string;
  readonly from: Date;
  readonly to: Date;
}

/** An action was taken on, or refused with a reason. */
export type ActionAnswer = { accepted: true } | { accepted: false; code: string; reason: string };

/** Everything that we ask of the system in which shoppers submit returns. One per merchant. */
export interface LoopPort {
  /** Null when there is no such return. */
  readReturn(externalReturnId: string, signal?: AbortSignal): Promise<ReturnSnapshot | null>;
  /** Every return in this state that changed in the window, page by page. */
  changedReturns(window: ChangeWindow, signal: AbortSignal): AsyncIterable<readonly ChangedReturn[]>;
  /** `accepted` means queued, not done. `reference` is copied onto the return's timeline. */
  process(externalReturnId: string, reference: string, signal?: AbortSignal): Promise<ActionAnswer>;
  /** Takes lines off and queues the processing of the rest; all in one call, as the first ends the return. */
  removeLines(externalReturnId: string, lineIds: readonly string[], signal?: AbortSignal): Promise<ActionAnswer>;
  cancel(externalReturnId: string, signal?: AbortSignal): Promise<ActionAnswer>;
  flag(externalReturnId: string, signal?: AbortSignal): Promise<ActionAnswer>;
  writeNote(externalReturnId: string, text: string, signal?: AbortSignal): Promise<ActionAnswer>;
  /** Texts of all notes on the return. */
  notes(externalReturnId: string, signal?: AbortSignal): Promise<string[]>;
}
