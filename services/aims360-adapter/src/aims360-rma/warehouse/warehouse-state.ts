import type { RmaEvent } from '../events.js';
import type { Rma } from '../state.js';

type WarehouseEvent = Extract<
  RmaEvent,
  { type: 'ReceiptPosted' | 'KeptWrittenOff' | 'SupplementRequested' | 'SupplementObserved' }
>;

/** Applies one event about what a warehouse posted. */
export function evolveWarehouse(state: Rma, event: WarehouseEvent): Rma {
  switch (event.type) {
    case 'ReceiptPosted': {
      const { receiptId, units } = event.data;
      const postedReceipts = new Set([...state.postedReceipts, receiptId]);
      return { ...state, postedReceipts, postedUnits: [...state.postedUnits, ...units] };
    }
    case 'KeptWrittenOff':
      return { ...state, keptRequested: true };
    case 'SupplementRequested': {
      const { externalReturnId } = event.data;
      return { ...state, supplement: { externalReturnId, rmaNumber: null, stocked: {} } };
    }
    case 'SupplementObserved':
      return state.supplement === null ? state : { ...state, supplement: { ...state.supplement, ...event.data } };
  }
}
