import type { BulkOperation } from '../bulk/bulk-operation.js';
import { gid } from '../gid.js';
import type { Context } from '../graphql/context.js';
import { seconds } from '../times.js';

/** A result is kept for seven days. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Where a result can be fetched, without a token: the address is the secret. */
export const bulkResultPath = (id: string): string => `/bulk-operation-results/${id}.jsonl`;

/** A bulk operation as GraphQL shows it. */
export function bulkOperationView({ kernel }: Context, operation: BulkOperation) {
  const empty = operation.jsonl === null || operation.jsonl === '';
  const size = empty ? null : String(Buffer.byteLength(operation.jsonl ?? ''));
  const done = operation.completedAt === null ? 0 : Date.parse(operation.completedAt);
  const expired = operation.status === 'COMPLETED' && kernel.clock.now().getTime() > done + KEPT_MS;
  return {
    id: gid('BulkOperation', operation.id),
    type: 'QUERY',
    status: expired ? 'EXPIRED' : operation.status,
    query: operation.query,
    createdAt: seconds(operation.createdAt),
    completedAt: operation.completedAt === null ? null : seconds(operation.completedAt),
    errorCode: operation.errorCode,
    objectCount: String(operation.objectCount),
    rootObjectCount: String(operation.rootObjectCount),
    fileSize: size,
    url: empty || expired ? null : `${kernel.url()}${bulkResultPath(operation.id)}`,
    partialDataUrl: null,
  };
}
