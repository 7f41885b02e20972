import type { EventData } from '@backhaul/contracts';
import type { LoopReturnEvent } from './events.js';
import type { LeftCall } from './left-calls.js';
import type { PersonsCommand } from './commands.js';
import { toldOf, type Promised, type Told } from './contents.js';
import { givenOf, type Given } from './given.js';
import type { ProcessOwner } from './process-owner.js';
import type { Parcel, RequestState } from './snapshot.js';

/** Where the return stands; `closed` is without an outcome. `since`: when it came there, ISO 8601 UTC. */
export type Stage =
  | { readonly name: 'unknown' }
  | {
      readonly name: 'open' | 'review' | 'processed' | 'closed' | 'cancelled' | 'expired';
      readonly since: string;
    };

/** The newest snapshot, as far as later ones are compared with it. */
export interface Seen {
  readonly state: RequestState;
  readonly updatedAt: string;
  /** Of the contents; equal for equal ones. */
  readonly digest: string;
  readonly promised: Promised;
  readonly parcel: Parcel;
  /** Ids of what the shopper was given. */
  readonly outcomes: readonly string[];
  readonly owesExchange: boolean;
  /** Who makes Loop process at this store. */
  readonly owner: ProcessOwner;
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
  readonly told: Told | null;
  /** Set once the others were told that it was processed, be it in part. */
  readonly given: Given | null;
  readonly seen: Seen | null;
  /** What the others were told last of the parcel. */
  readonly parcel: Parcel;
  /** The RMA or RA, once there is one. */
  readonly authorization: { readonly documentNumber: string; readonly documentKind: string } | null;
  /** The number of the authorisation that is void. */
  readonly voided: string | null;
  /** Set once the ERP side has said that the shopper may get the outcome. */
  readonly clearance: { readonly documentNumber: string; readonly process: ProcessOwner } | null;
  readonly request: Request;
  /** How often processing was requested, by ourselves or by a person; and the key of the last request. */
  readonly requests: number;
  readonly requestKey: string | null;
  readonly trouble: Trouble | null;
  /** Set while a person is asked what became of the request. */
  readonly doubt: { readonly reason: string; readonly at: string } | null;
  /** How often persons asked for something; and the call that the last one led to, empty before the first. */
  readonly asks: number;
  readonly askedCall: string;
  /** Seen live at least once, before it ended. */
  readonly wasOpen: boolean;
  /** A person had reason to look at it: it was flagged or held, its processing failed or is in doubt, or a person asked for something. */
  readonly hadReason: boolean;
  /** Processed by a system that nobody told us of. */
  readonly foreign: boolean;
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
  given: null,
  seen: null,
  parcel: { carrier: null, trackingNumber: null, status: null, labelUrl: null },
  authorization: null,
  voided: null,
  clearance: null,
  request: 'none',
  requests: 0,
  requestKey: null,
  trouble: null,
  doubt: null,
  asks: 0,
  askedCall: '',
  wasOpen: false,
  hadReason: false,
  foreign: false,
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
      return { ...state, told: toldOf(1, event.data), parcel: event.data.parcel };
    case 'ReturnRevised':
      return { ...state, told: toldOf(event.data.revision, event.data) };
    case 'ReturnUnitsRemoved':
      return { ...state, told: state.told && without(event.data.unitIds, state.told) };
    case 'SnapshotTaken':
      return afterSnapshot(state, event.data);
    case 'ReturnProcessed':
      return afterProcessing(state, event.data);
    case 'ReturnClosed':
      return { ...state, stage: { name: 'closed', since: event.data.closedAt } };
    case 'ReturnCancelled':
      return { ...state, stage: { name: 'cancelled', since: event.data.cancelledAt } };
    case 'ReturnExpired':
      return { ...state, stage: { name: 'expired', since: event.data.expiredAt } };
    case 'ReturnAccepted':
      return { ...state, authorization: event.data };
    case 'AuthorizationVoided':
      return { ...state, voided: event.data.documentNumber };
    case 'ClearanceReceived':
      return { ...state, clearance: event.data };
    case 'ProcessingRequested':
      return { ...state, request: 'requested', requests: state.requests + 1, requestKey: event.data.key };
    case 'ProcessingQueued':
      return { ...state, request: 'queued', doubt: null, trouble: keptAfterQueueing(state.trouble) };
    case 'ProcessingRefused':
      return afterRefusal(state, event.data);
    case 'BackgroundFailureSeen':
      return { ...state, hadReason: true, trouble: { kind: 'failed', ...event.data } };
    case 'ProcessingDoubted':
      return { ...state, hadReason: true, doubt: event.data };
    case 'PersonAsked':
      return afterAsking(state, event.data);
    case 'ForeignProcessingSeen':
      return { ...state, foreign: true };
    case 'HoldNoted':
      return { ...state, hadReason: true, noted: new Set([...state.noted, event.data.causeId]) };
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

function afterSnapshot(state: LoopReturn, seen: Seen): LoopReturn {
  const wasOpen = state.wasOpen || seen.state === 'open' || seen.state === 'review';
  const hadReason = state.hadReason || seen.state === 'review';
  return { ...state, seen, wasOpen, hadReason, stage: stageAfter(seen, state.stage) };
}

/** Who asks for processing has looked: whatever became of an earlier request is over. */
function afterAsking(state: LoopReturn, { ask, call }: { ask: PersonsCommand['kind']; call: string }): LoopReturn {
  const asked = { ...state, hadReason: true, asks: state.asks + 1, askedCall: call };
  return ask === 'AskProcessing' || ask === 'RemoveUnits' ? { ...asked, trouble: null, doubt: null } : asked;
}

/** The ends have events of their own, because `closed` alone does not say with which outcome. */
function stageAfter({ state, updatedAt }: Seen, stage: Stage): Stage {
  if (state !== 'open' && state !== 'review') return stage;
  return stage.name === state ? stage : { name: state, since: updatedAt };
}

/** What was given in part waits in review for the rest. */
function afterProcessing(state: LoopReturn, data: EventData<'ReturnProcessed'>): LoopReturn {
  const given = givenOf(data);
  return { ...state, given, stage: data.partial ? state.stage : { name: 'processed', since: data.processedAt } };
}

const without = (gone: readonly string[], told: Told): Told => ({
  ...told,
  unitIds: told.unitIds.filter((unitId) => !gone.includes(unitId)),
});

/** A refusal is over once the request was taken on after all; a failure in the background is not. */
const keptAfterQueueing = (trouble: Trouble | null): Trouble | null => (trouble?.kind === 'failed' ? trouble : null);

function afterRefusal(state: LoopReturn, refusal: { reason: string; ended: boolean; at: string }): LoopReturn {
  if (refusal.ended) return { ...state, request: 'overtaken' };
  const trouble = state.trouble ?? { kind: 'refused', message: refusal.reason, at: refusal.at };
  return { ...state, hadReason: true, request: 'refused', trouble };
}
