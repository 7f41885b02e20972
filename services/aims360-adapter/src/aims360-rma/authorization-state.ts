import { without } from './contents.js';
import type { RmaEvent } from './events.js';
import type { Requested, Rma } from './state.js';

type AuthorizationEvent = Extract<
  RmaEvent,
  {
    type:
      | 'RmaBlocked'
      | 'CodesResolved'
      | 'CreationRequested'
      | 'OwnerSet'
      | 'RmaRevised'
      | 'UnitsRemoved'
      | 'EditRequested'
      | 'EndObserved'
      | 'VoidRequested'
      | 'AuthorizationCancelled'
      | 'ForeignRmaSeen';
  }
>;

/** Applies one event about what the RMA has to say, and whether it stands. */
export function evolveAuthorization(state: Rma, event: AuthorizationEvent): Rma {
  switch (event.type) {
    case 'RmaBlocked':
      // What was asked for before was refused: it is asked for again.
      return { ...state, blockedBy: event.data.values, creation: false };
    case 'CodesResolved':
      return { ...withRequested(state, (requested) => withCodes(requested, event.data.byUnit)), blockedBy: [] };
    case 'CreationRequested':
      return { ...state, creation: true, creations: state.creations + 1, asked: state.requested };
    case 'OwnerSet': {
      const { owner } = event.data;
      const owned = withRequested(state, (requested) => ({ ...requested, policy: { ...requested.policy, owner } }));
      return { ...owned, creation: false };
    }
    case 'RmaRevised': {
      const { revision, ...contents } = event.data;
      return { ...withRequested(state, (requested) => ({ ...requested, ...contents })), revision };
    }
    case 'UnitsRemoved': {
      const { unitIds } = event.data;
      const removedUnits = new Set([...state.removedUnits, ...unitIds]);
      const left = withRequested(state, (requested) => ({ ...requested, ...without(unitIds, requested) }));
      return { ...left, removedUnits };
    }
    case 'EditRequested':
      return { ...state, asked: state.requested, edits: event.data.edit, taxAsked: event.data.tax };
    case 'EndObserved':
      return { ...state, ended: event.data.how };
    case 'VoidRequested':
      return { ...state, voidRequested: true };
    case 'AuthorizationCancelled':
      return { ...state, voided: true };
    case 'ForeignRmaSeen':
      return { ...state, foreign: true };
  }
}

const withRequested = (state: Rma, change: (requested: Requested) => Requested): Rma =>
  state.requested === null ? state : { ...state, requested: change(state.requested) };

const withCodes = (
  requested: Requested,
  byUnit: Extract<RmaEvent, { type: 'CodesResolved' }>['data']['byUnit'],
): Requested => ({ ...requested, units: requested.units.map((unit) => ({ ...unit, ...byUnit[unit.unitId] })) });
