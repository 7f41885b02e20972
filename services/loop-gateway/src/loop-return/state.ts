import type { LoopReturnEvent } from './events.js';

/** How far the processing that we trigger has come. */
export type Processing = 'not-asked' | 'requested' | 'queued' | 'refused' | 'failed';

/** Where the return stands with the shopper-facing system; each stage knows only what makes sense in it. */
export type Stage =
  | { name: 'unknown' }
  | { name: 'open' | 'review'; updatedAt: string; contents: string; parcel: string | null }
  | { name: 'processed' | 'closed' | 'cancelled' | 'expired' };

export interface LoopReturn {
  readonly stage: Stage;
  readonly processing: Processing;
  /** Number of the RMA or RA, once there is one. */
  readonly authorization: string | null;
  /** Set once the ERP side has said that the shopper may get the outcome. */
  readonly clearance: { documentNumber: string; process: 'backhaul' | 'observe' } | null;
  /** Causes for which a note or a hold was planned already. */
  readonly noted: ReadonlySet<string>;
}

export const initial: LoopReturn = {
  stage: { name: 'unknown' },
  processing: 'not-asked',
  authorization: null,
  clearance: null,
  noted: new Set(),
};

/** Applies one event. Unknown-to-state events (tasks) change nothing. */
export function evolve(state: LoopReturn, event: LoopReturnEvent): LoopReturn {
  switch (event.type) {
    case 'ReturnInitiated':
      return { ...state, stage: { name: 'open', updatedAt: '', contents: '', parcel: event.data.parcel.status } };
    case 'SnapshotTaken': {
      const parcel = 'parcel' in state.stage ? state.stage.parcel : null;
      const { state: name, updatedAt, contents } = event.data;
      return { ...state, stage: { name, updatedAt, contents, parcel } };
    }
    case 'ParcelProgressed':
      return 'parcel' in state.stage ? { ...state, stage: { ...state.stage, parcel: event.data.status } } : state;
    case 'ReturnProcessed':
      return { ...state, stage: { name: 'processed' } };
    case 'ReturnClosed':
      return { ...state, stage: { name: 'closed' } };
    case 'ReturnCancelled':
      return { ...state, stage: { name: 'cancelled' } };
    case 'ReturnExpired':
      return { ...state, stage: { name: 'expired' } };
    case 'ReturnAccepted':
      return { ...state, authorization: event.data.documentNumber };
    case 'ClearanceReceived':
      return { ...state, clearance: event.data };
    case 'ProcessingRequested':
      return { ...state, processing: 'requested' };
    case 'ProcessingQueued':
      return { ...state, processing: 'queued' };
    case 'ProcessingRefused':
      return { ...state, processing: 'refused' };
    case 'ReturnProcessingFailed':
      return { ...state, processing: 'failed' };
    case 'HoldNoted':
    case 'NotePlanned':
      return { ...state, noted: new Set([...state.noted, event.data.causeId]) };
    case 'ReturnFlagged':
    case 'TaskOpened':
      return state;
  }
}
