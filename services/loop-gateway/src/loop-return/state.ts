import type { LoopReturnEvent } from './events.js';
import type { LeftCall } from './left-calls.js';
import { contentsOf, type Contents, type Parcel, type RequestState } from './snapshot.js';

/** Where the return stands; `closed` is without an outcome. `since`: when it came there, ISO 8601 UTC. */
export type Stage =
  | { readonly name: 'unknown' }
  | { readonly name: 'open' | 'review' | 'closed' | 'cancelled' | 'expired'; readonly since: string }
  | { readonly name: 'processed'; readonly since: string; readonly refundIds: readonly string[] };

/** The newest snapshot, as far as later ones are compared with it. */
export interface Seen {
  readonly state: RequestState;
  readonly updatedAt: string;
  readonly contents: Contents;
  /** Since when the contents are these. */
  readonly contentsSince: string;
  readonly parcel: Parcel;
  /** Ids of what the shopper was given. */
  readonly outcomes: readonly string[];
}

/** How far the processing that we trigger has come. `queued`: taken on, not done. `overtaken`: the return had ended already. */
export type Request = 'none' | 'requested' | 'queued' | 'refused' | 'overtaken';

/** Why processing did not happen. */
export interface Trouble {
  readonly kind: 'refused' | 'failed';
  readonly message: string | null;
  readonly at: string;
}

export interface LoopReturn {
  readonly stage: Stage;
  /** What the others were told when the return was first seen: their documents are made from it. */
  readonly told: Contents | null;
  readonly seen: Seen | null;
  /** What the others were told last of the parcel. */
  readonly parcel: Parcel;
  /** The RMA or RA, once there is one. */
  readonly authorization: { readonly documentNumber: string; readonly documentKind: string } | null;
  /** Set once the ERP side has said that the shopper may get the outcome. */
  readonly clearance: { readonly documentNumber: string; readonly process: 'backhaul' | 'observe' } | null;
  readonly request: Request;
  readonly trouble: Trouble | null;
  /** Set while a person is asked what became of the request. */
  readonly doubt: { readonly reason: string; readonly at: string } | null;
  /** Causes for which a note or a hold was planned already. */
  readonly noted: ReadonlySet<string>;
  /** Flags and notes that a person looks after, by the key of their call. */
  readonly left: ReadonlyMap<string, LeftCall>;
  /** Open tasks: id to when they were opened. */
  readonly tasks: ReadonlyMap<string, string>;
}

export const initial: LoopReturn = {
  stage: { name: 'unknown' },
  told: null,
  seen: null,
  parcel: { carrier: null, trackingNumber: null, status: null, labelUrl: null },
  authorization: null,
  clearance: null,
  request: 'none',
  trouble: null,
  doubt: null,
  noted: new Set(),
  left: new Map(),
  tasks: new Map(),
};

/** True while the shopper's request still waits for its outcome. */
export const isLive = ({ name }: Stage): boolean => name === 'open' || name === 'review';

/** Applies one event. */
export function evolve(state: LoopReturn, event: LoopReturnEvent): LoopReturn {
  switch (event.type) {
    case 'ReturnInitiated':
      return { ...state, told: contentsOf(event.data), parcel: event.data.parcel };
    case 'SnapshotTaken':
      return { ...state, seen: event.data, stage: stageAfter(event.data, state.stage) };
    case 'ReturnProcessed': {
      const { processedAt: since, refundIds } = event.data;
      return { ...state, stage: { name: 'processed', since, refundIds } };
    }
    case 'ReturnClosed':
      return { ...state, stage: { name: 'closed', since: event.data.closedAt } };
    case 'ReturnCancelled':
      return { ...state, stage: { name: 'cancelled', since: event.data.cancelledAt } };
    case 'ReturnExpired':
      return { ...state, stage: { name: 'expired', since: event.data.expiredAt } };
    case 'ReturnAccepted':
      return { ...state, authorization: event.data };
    case 'ClearanceReceived':
      return { ...state, clearance: event.data };
    case 'ProcessingRequested':
      return { ...state, request: 'requested' };
    case 'ProcessingQueued':
      return { ...state, request: 'queued', doubt: null, trouble: keptAfterQueueing(state.trouble) };
    case 'ProcessingRefused':
      return afterRefusal(state, event.data);
    case 'BackgroundFailureSeen':
      return { ...state, trouble: { kind: 'failed', ...event.data } };
    case 'ProcessingDoubted':
      return { ...state, doubt: event.data };
    case 'HoldNoted':
    case 'NotePlanned':
      return { ...state, noted: new Set([...state.noted, event.data.causeId]) };
    case 'CallLeftToPerson':
      return { ...state, left: new Map([...state.left, [event.data.call, event.data.left]]) };
    case 'CallCarriedOut':
      return { ...state, left: new Map([...state.left].filter(([call]) => call !== event.data.call)) };
    case 'TaskOpened':
      return { ...state, tasks: new Map([...state.tasks, [event.data.taskId, event.data.openedAt]]) };
    case 'TaskClosed':
      return { ...state, tasks: new Map([...state.tasks].filter(([id]) => id !== event.data.taskId)) };
    case 'ParcelProgressed':
      return { ...state, parcel: parcelOf(event.data) };
    case 'ReturnFlagged':
    case 'ReturnProcessingFailed':
      return state;
  }
}

const parcelOf = ({ carrier, trackingNumber, status, labelUrl }: Parcel): Parcel => ({
  carrier,
  trackingNumber,
  status,
  labelUrl,
});

/** The ends have events of their own, because `closed` alone does not say with which outcome. */
function stageAfter({ state, updatedAt }: Seen, stage: Stage): Stage {
  if (state !== 'open' && state !== 'review') return stage;
  return stage.name === state ? stage : { name: state, since: updatedAt };
}

/** A refusal is over once the request was taken on after all; a failure in the background is not. */
const keptAfterQueueing = (trouble: Trouble | null): Trouble | null => (trouble?.kind === 'failed' ? trouble : null);

function afterRefusal(state: LoopReturn, refusal: { reason: string; ended: boolean; at: string }): LoopReturn {
  if (refusal.ended) return { ...state, request: 'overtaken' };
  const trouble = state.trouble ?? { kind: 'refused', message: refusal.reason, at: refusal.at };
  return { ...state, request: 'refused', trouble };
}
