export { ledger } from './definition.js';
export type {
  HistoryEntryView,
  JournalEntryView,
  MoneyView,
  ReturnDetailView,
  ReturnHistoryView,
  ReturnJournalView,
  ReturnPageView,
  ReturnSummaryView,
  TaskPageView,
  TaskView,
} from './http/schemas.js';
