export { ledger } from './definition.js';
export type {
  ReturnDetailView,
  ReturnHistoryView,
  ReturnJournalView,
  ReturnPageView,
  TaskPageView,
} from './http/schemas.js';
