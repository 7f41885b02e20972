import type { ReturnSnapshot } from '../loop-return/snapshot.js';

/** A row of the list of returns, as far as the sweep needs it. */
export interface ChangedReturn {
  readonly externalReturnId: string;
  readonly state: string;
  readonly updatedAt: Date;
}

/** Which rows: one state, and when they changed or were created; 120 days at most. */
export interface ChangeWindow {
  readonly by: 'changed' | 'created';
  readonly state: string;
  readonly from: Date;
  readonly to: Date;
}

/** An action was taken on, or refused with a reason. */
export type ActionAnswer = { accepted: true } | { accepted: false; code: string; reason: string };

/** What a webhook is for: the topic gives it its shape, the trigger says when. */
export interface WebhookKind {
  readonly topic: string;
  readonly trigger: string;
}

/** A webhook that Loop knows. Its secret is never shown. */
export interface Webhook extends WebhookKind {
  readonly id: string;
  readonly url: string;
  readonly isActive: boolean;
}

/** Everything that we ask of the system in which shoppers submit returns. One per merchant. */
export interface LoopPort {
  /** Null when there is no such return. */
  readReturn(externalReturnId: string, signal?: AbortSignal): Promise<ReturnSnapshot | null>;
  /** Every return in this state that changed, or was created, in the window, page by page. */
  changedReturns(window: ChangeWindow, signal: AbortSignal): AsyncIterable<readonly ChangedReturn[]>;
  /** `accepted` means queued, not done. `reference` is copied onto the return's timeline. */
  process(externalReturnId: string, reference: string, signal?: AbortSignal): Promise<ActionAnswer>;
  /** Takes lines off and queues the processing of the rest; all in one call, as the first ends the return. */
  removeLines(externalReturnId: string, lineIds: readonly string[], signal?: AbortSignal): Promise<ActionAnswer>;
  cancel(externalReturnId: string, signal?: AbortSignal): Promise<ActionAnswer>;
  flag(externalReturnId: string, signal?: AbortSignal): Promise<ActionAnswer>;
  writeNote(externalReturnId: string, text: string, signal?: AbortSignal): Promise<ActionAnswer>;
  /** All of the shop, ours and others'. */
  webhooks(signal?: AbortSignal): Promise<Webhook[]>;
  /** Active from the start. */
  addWebhook(kind: WebhookKind, url: string, signal?: AbortSignal): Promise<void>;
  activateWebhook(webhook: Webhook, signal?: AbortSignal): Promise<void>;
  /** Texts of all notes on the return. */
  notes(externalReturnId: string, signal?: AbortSignal): Promise<string[]>;
}
