import { ownerOf, type Projection, type Rows, type StreamEvent } from '@backhaul/service-kit';
import { journals } from '../aggregates.js';
import type { JournalState } from '../journal/state.js';
import { returnRows } from './return-rows.js';
import { returnTables } from './return-tables.js';

/** List, history, search and books of all returns. */
export const returnsProjection: Projection = {
  name: 'returns',
  version: 4,
  schema: 'ledger',
  category: 'journal',
  tables: returnTables,
  rowsOf: (stream) => rowsOfReturn(stream, journals.fold(stream)),
};

/** The rows of a return for whoever has folded its events already. */
export function rowsOfReturn(stream: readonly StreamEvent[], state: JournalState): Rows {
  const [first] = stream;
  if (first === undefined) return {};
  const { merchantId, partitionKey, streamId } = first;
  const ref = { returnId: ownerOf(returnsProjection, streamId), merchantId, orderId: orderIdOf(partitionKey) };
  return returnRows(ref, state, stream);
}

/** `northfold/5511223344556` → `5511223344556` */
function orderIdOf(partitionKey: string): string {
  return partitionKey.slice(partitionKey.indexOf('/') + 1);
}
