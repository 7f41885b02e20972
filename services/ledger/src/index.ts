export { ledger } from './definition.js';
export type { OpenItemPageView, OpenItemTotalsView } from './http/open-item-schemas.js';
export type {
  ReturnDetailView,
  ReturnHistoryView,
  ReturnJournalView,
  ReturnPageView,
  TaskPageView,
} from './http/schemas.js';
